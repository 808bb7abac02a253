/* SPDX-License-Identifier: MIT */
/* Synchronous mode: the same coroutines, one after another. */
#include <check.h>
#include <stdint.h>
#include <string.h>

#include "async.h"
#include "last_words.h"
#include "said.h"

static int run(async_fn *fn)
{
    said_reset();
    async_set_clock(ASYNC_VIRTUAL, 1);
    async_set_synchronous(true);
    return async_run(fn, NULL, NULL);
}

static void *nap(void *arg)
{
    say(arg);
    int rc = async_sleep(2);
    say(arg);
    return rc < 0 ? async_return(rc) : arg;
}

static void *gather_three(void *arg)
{
    void *results[3];
    struct async_task tasks[] = { async_coroutine("a", nap, "a"),
                                  async_coroutine("b", nap, "b"),
                                  async_coroutine("c", nap, "c") };

    int rc = async_gather(tasks, 3, results, 0);
    ck_assert_int_eq(rc, 0);
    ck_assert_str_eq(results[1], "b");
    return NULL;
}

START_TEST(a_gather_runs_its_coroutines_in_order)
{
    ck_assert_int_eq(run(gather_three), 0);
    ck_assert_str_eq(said(), "a@0 a@2 b@2 b@4 c@4 c@6");
}
END_TEST

static void *create_and_go_on(void *arg)
{
    struct async_task task = async_create_task("a", nap, "a");

    say("main");
    ck_assert(async_done(task));
    ck_assert(!async_cancel(task));
    return async_return(async_await(task, NULL));
}

START_TEST(a_task_runs_where_it_is_made)
{
    ck_assert_int_eq(run(create_and_go_on), 0);
    ck_assert_str_eq(said(), "a@0 a@2 main@2");
}
END_TEST

static void *fail_to_print(void *arg)
{
    async_sleep(1);
    return async_fail(EIO, "no paper");
}

static void *gather_a_failure(void *arg)
{
    struct async_task tasks[] = { async_coroutine("fail", fail_to_print, NULL),
                                  async_coroutine("a", nap, "a") };

    return async_return(async_gather(tasks, 2, NULL, 0));
}

START_TEST(a_failure_comes_out_of_a_gather_after_all_have_run)
{
    ck_assert_int_eq(run(gather_a_failure), -EIO);
    ck_assert_str_eq(async_caught()->text, "no paper");
    ck_assert_str_eq(said(), "a@1 a@3");
}
END_TEST

static void *wait_for_main(void *arg)
{
    return async_return(async_await(*(struct async_task *)arg, NULL));
}

static void *stuck(void *arg)
{
    struct async_task self = async_current_task();

    async_forget(async_create_task("child", wait_for_main, &self));
    return NULL;
}

static void run_stuck(void)
{
    run(stuck);
}

START_TEST(a_wait_that_nobody_could_end_stops_the_run)
{
    struct last_words words;

    last_words_of(run_stuck, &words);
    ck_assert_int_eq(words.status, 1);
    ck_assert_ptr_nonnull(strstr(words.err, "cannot run one after another: 'child' "
                                            "waits for 'main'"));
    ck_assert_ptr_nonnull(strstr(words.err, __FILE__));
}
END_TEST

static void *tick(void *arg)
{
    for (;;)
        async_sleep(*(double *)arg);
    return NULL;
}

static void *tick_for_ever(void *arg)
{
    static double seconds = 1;

    async_forget(async_create_task("ticker", tick, &seconds));
    return NULL;
}

static void *spin_for_ever(void *arg)
{
    static double seconds = 0;

    async_forget(async_create_task("spinner", tick, &seconds));
    return NULL;
}

static void run_ticker(void)
{
    run(tick_for_ever);
}

static void run_spinner(void)
{
    run(spin_for_ever);
}

START_TEST(a_task_that_never_ends_is_named)
{
    struct last_words words;

    last_words_of(run_ticker, &words);
    ck_assert_int_eq(words.status, 1);
    ck_assert_ptr_nonnull(strstr(words.err, "'ticker'"));
    ck_assert_ptr_nonnull(strstr(words.err, "1000 s"));
    last_words_of(run_spinner, &words);
    ck_assert_int_eq(words.status, 1);
    ck_assert_ptr_nonnull(strstr(words.err, "'spinner' has waited 100000 times"));
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("synchronous");
    tcase_add_test(tests, a_gather_runs_its_coroutines_in_order);
    tcase_add_test(tests, a_task_runs_where_it_is_made);
    tcase_add_test(tests, a_failure_comes_out_of_a_gather_after_all_have_run);
    tcase_add_test(tests, a_wait_that_nobody_could_end_stops_the_run);
    tcase_add_test(tests, a_task_that_never_ends_is_named);
    Suite *suite = suite_create("synchronous");
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
