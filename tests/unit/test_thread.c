/* SPDX-License-Identifier: MIT */
/* Thread jobs: results, failures, the pool's bound, and the clocks. */
#define _GNU_SOURCE
#include <check.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "async_thread.h"
#include "last_words.h"
#include "said.h"

static void run(async_fn *program)
{
    ck_assert_int_eq(async_run(program, NULL, NULL), 0);
}

static void run_virtual(async_fn *program)
{
    async_set_clock(ASYNC_VIRTUAL, 1);
    run(program);
}

/* ---- Results and failures ---- */

static pthread_t loop_thread;

static void *twice(void *arg)
{
    int *n = arg;

    *n *= 2;
    return pthread_equal(pthread_self(), loop_thread) ? NULL : n;
}

static void *result_program(void *arg)
{
    int n = 21;
    void *result = NULL;

    loop_thread = pthread_self();
    ck_assert_int_eq(async_to_thread("twice", twice, &n, &result), 0);
    ck_assert_ptr_eq(result, &n);
    ck_assert_int_eq(n, 42);
    return NULL;
}

START_TEST(a_job_runs_on_another_thread_and_has_a_result)
{
    run(result_program);
}
END_TEST

static void *copy_program(void *arg)
{
    int n = 4;
    void *result = NULL;

    ck_assert_int_eq(async_to_thread_with("twice", twice, &n, sizeof n, &result), 0);
    ck_assert_int_eq(n, 8);
    ck_assert_ptr_eq(result, &n);       /* not the copy, which is gone */
    struct async_task future = async_run_in_executor_with("twice", twice, &n, sizeof n);
    n = 0;
    ck_assert_int_eq(async_await(future, &result), 0);
    ck_assert_int_eq(*(int *)result, 16);
    ck_assert_int_eq(n, 0);
    return NULL;
}

START_TEST(a_copied_argument_is_the_jobs_own_and_comes_back)
{
    run(copy_program);
}
END_TEST

static void *fails(void *arg)
{
    int rc = async_set_error(EIO, "not this one");

    ck_assert_int_eq(rc, -EIO);
    ck_assert_str_eq(async_caught()->text, "not this one");
    return async_fail(ENOENT, "no shelf %d", *(int *)arg);
}

static void *hand_on(void *arg)
{
    return async_return(async_set_error(EIO, "no paper"));
}

static void *failure_program(void *arg)
{
    int shelf = 7;
    void *result = &shelf;

    ck_assert_int_eq(async_to_thread("fail", fails, &shelf, &result), -ENOENT);
    ck_assert_str_eq(async_caught()->text, "no shelf 7");
    ck_assert_ptr_null(result);
    struct async_task future = async_run_in_executor("hand on", hand_on, NULL);
    ck_assert_int_eq(async_await(future, NULL), -EIO);
    ck_assert_str_eq(async_exception(future)->text, "no paper");
    return NULL;
}

START_TEST(a_failure_brings_its_text_along)
{
    run(failure_program);
}
END_TEST

static void *unnoticed_program(void *arg)
{
    int shelf = 1;

    async_forget(async_run_in_executor("fail", fails, &shelf));
    return async_return(async_sleep(1));
}

static void run_unnoticed(void)
{
    async_set_clock(ASYNC_VIRTUAL, 1);
    async_run(unnoticed_program, NULL, NULL);
}

START_TEST(a_failure_that_nobody_takes_is_reported)
{
    struct last_words words;

    last_words_of(run_unnoticed, &words);
    ck_assert_int_eq(words.status, 0);
    ck_assert_msg(strstr(words.err, "'fail' was never retrieved"), "%s", words.err);
}
END_TEST

static void *outside_a_run(void *arg)
{
    return arg;
}

START_TEST(without_a_run_there_is_no_executor)
{
    ck_assert_uint_eq(async_run_in_executor("x", outside_a_run, NULL).id, 0);
    ck_assert_int_eq(async_caught()->code, EPERM);
}
END_TEST

/* ---- The clocks ---- */

static void *nap(void *arg)
{
    async_blocking_sleep(*(double *)arg);
    return arg;
}

static void *tick(void *arg)
{
    for (int i = 0; i < 3; i++) {
        int rc = async_sleep(0.5);
        if (rc < 0)
            return async_return(rc);
        say("tick");
    }
    return NULL;
}

static void *beside_program(void *arg)
{
    static double two = 2;
    struct async_task ticks = async_create_task("tick", tick, NULL);

    ck_assert_int_eq(async_to_thread("nap", nap, &two, NULL), 0);
    say("awake");
    return async_return(async_await(ticks, NULL));
}

START_TEST(others_go_on_while_a_job_sleeps)
{
    run_virtual(beside_program);
    ck_assert_str_eq(said(), "tick@0.5 tick@1 tick@1.5 awake@2");
}
END_TEST

static void *direct_program(void *arg)
{
    static double one = 1, half = 0.5;
    struct async_task job = async_run_in_executor("nap", nap, &one);
    struct async_task other = async_run_in_executor("nap", nap, &half);

    async_blocking_sleep(0.75);
    say("blocked");
    async_await(job, NULL);
    say("job");
    ck_assert(async_done(other));
    return NULL;
}

START_TEST(a_blocked_loop_does_not_stop_the_jobs)
{
    run_virtual(direct_program);
    ck_assert_str_eq(said(), "blocked@0.75 job@1");
}
END_TEST

/* The longer a job is, the earlier it was submitted; all sleep until one instant. */
static void *until_one(void *arg)
{
    int n = *(int *)arg;

    for (int i = 0; i < n; i++)
        async_blocking_sleep(1. / n);
    return arg;
}

static void *say_when_done(void *arg)
{
    char name[8];

    int rc = async_to_thread("until one", until_one, arg, NULL);
    snprintf(name, sizeof name, "%d", *(int *)arg);
    say(name);
    return async_return(rc);
}

static void *order_program(void *arg)
{
    static int parts[] = { 1, 8, 2, 4, 1, 2 };
    struct async_task tasks[6];

    for (int i = 0; i < 6; i++)
        tasks[i] = async_coroutine("job", say_when_done, &parts[i]);
    return async_return(async_gather(tasks, 6, NULL, 0));
}

START_TEST(jobs_that_end_at_one_instant_are_told_of_in_order)
{
    run_virtual(order_program);
    ck_assert_str_eq(said(), "1@1 8@1 2@1 4@1 1@1 2@1");
}
END_TEST

static void *compute(void *arg)
{
    volatile unsigned *n = arg;

    while (*n < 3000000)
        *n += 1;
    return NULL;
}

static void *standing_program(void *arg)
{
    struct async_task ticks = async_create_task("tick", tick, NULL);
    unsigned n = 0;

    int rc = async_to_thread("compute", compute, &n, NULL);
    say("computed");
    async_await(ticks, NULL);
    return async_return(rc);
}

START_TEST(time_stands_still_while_a_job_computes)
{
    run_virtual(standing_program);
    ck_assert_str_eq(said(), "computed@0 tick@0.5 tick@1 tick@1.5");
}
END_TEST

static atomic_bool spun;

static void *set_spun(void *arg)
{
    atomic_store(&spun, true);
    return NULL;
}

static void *spin_program(void *arg)
{
    struct async_task job = async_run_in_executor("set", set_spun, NULL);

    while (!async_done(job))
        async_sleep(0);
    ck_assert(atomic_load(&spun));
    return NULL;
}

START_TEST(a_task_may_turn_round_and_round_until_a_job_is_done)
{
    run_virtual(spin_program);
}
END_TEST

static void *real_program(void *arg)
{
    static double little = 0.02;
    struct async_task naps[3];
    double start = async_time();

    for (int i = 0; i < 3; i++)
        naps[i] = async_run_in_executor("nap", nap, &little);
    ck_assert_int_eq(async_gather(naps, 3, NULL, 0), 0);
    ck_assert_double_ge(async_time() - start, 0.02);
    return NULL;
}

START_TEST(on_the_real_clock_jobs_sleep_beside_each_other)
{
    run(real_program);
}
END_TEST

/* ---- The pool ---- */

static atomic_int inside, most;

static void *count_inside(void *arg)
{
    int now = atomic_fetch_add(&inside, 1) + 1, seen = atomic_load(&most);

    while (now > seen && !atomic_compare_exchange_weak(&most, &seen, now))
        ;
    async_blocking_sleep(1);
    atomic_fetch_sub(&inside, 1);
    return NULL;
}

static void *bound_program(void *arg)
{
    struct async_task jobs[10];

    for (int i = 0; i < 10; i++)
        jobs[i] = async_run_in_executor("count", count_inside, NULL);
    int rc = async_gather(jobs, 10, NULL, 0);
    say("all");
    ck_assert_int_eq(async_set_executor_threads(2), -EBUSY);
    return async_return(rc);
}

START_TEST(no_more_jobs_run_at_once_than_there_are_threads)
{
    ck_assert_int_eq(async_set_executor_threads(3), 0);
    run_virtual(bound_program);
    ck_assert_int_eq(most, 3);
    ck_assert_str_eq(said(), "all@4");
}
END_TEST

START_TEST(a_wrong_number_of_threads_is_refused)
{
    ck_assert_int_eq(async_set_executor_threads(-1), -EINVAL);
    ck_assert_int_eq(async_set_executor_threads(100000), -EINVAL);
}
END_TEST

static void *thousand_program(void *arg)
{
    static struct async_task jobs[1000];
    static int numbers[1000];
    static void *results[1000];

    for (int i = 0; i < 1000; i++) {
        numbers[i] = i;
        jobs[i] = async_run_in_executor("twice", twice, &numbers[i]);
    }
    ck_assert_int_eq(async_gather(jobs, 1000, results, 0), 0);
    for (int i = 0; i < 1000; i++) {
        ck_assert_ptr_eq(results[i], &numbers[i]);
        ck_assert_int_eq(numbers[i], 2 * i);
    }
    return NULL;
}

START_TEST(a_thousand_jobs_give_a_thousand_results)
{
    run(thousand_program);
}
END_TEST

START_TEST(a_thousand_jobs_on_the_virtual_clock)
{
    run_virtual(thousand_program);
}
END_TEST

/* ---- Synchronous mode ---- */

static void *spot_program(void *arg)
{
    static double one = 1;
    int n = 1;
    void *result;

    loop_thread = pthread_self();
    ck_assert_int_eq(async_to_thread("twice", twice, &n, &result), 0);
    ck_assert_ptr_null(result);         /* it ran on this very thread */
    ck_assert_int_eq(n, 2);
    struct async_task job = async_run_in_executor("nap", nap, &one);
    say("napped");
    ck_assert(async_done(job));
    int shelf = 2;
    ck_assert_int_eq(async_to_thread("fail", fails, &shelf, NULL), -ENOENT);
    ck_assert_str_eq(async_caught()->text, "no shelf 2");
    ck_assert_int_eq(async_await(job, NULL), 0);
    return NULL;
}

START_TEST(in_synchronous_mode_a_job_runs_on_the_spot)
{
    async_set_synchronous(true);
    run_virtual(spot_program);
    ck_assert_str_eq(said(), "napped@1");
}
END_TEST

/* ---- Misuse ---- */

static void *sleep_there(void *arg)
{
    async_sleep(1);
    return NULL;
}

static void *misuse_program(void *arg)
{
    async_to_thread("wrong", sleep_there, NULL, NULL);
    return NULL;
}

static void run_misuse(void)
{
    async_run(misuse_program, NULL, NULL);
}

START_TEST(a_job_that_waits_like_a_task_is_told_so)
{
    struct last_words words;

    last_words_of(run_misuse, &words);
    ck_assert_int_eq(words.status, 1);
    ck_assert_msg(strstr(words.err, "on the loop's own thread"), "%s", words.err);
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("thread");
    tcase_add_test(tests, a_job_runs_on_another_thread_and_has_a_result);
    tcase_add_test(tests, a_copied_argument_is_the_jobs_own_and_comes_back);
    tcase_add_test(tests, a_failure_brings_its_text_along);
    tcase_add_test(tests, a_failure_that_nobody_takes_is_reported);
    tcase_add_test(tests, without_a_run_there_is_no_executor);
    tcase_add_test(tests, others_go_on_while_a_job_sleeps);
    tcase_add_test(tests, a_blocked_loop_does_not_stop_the_jobs);
    tcase_add_test(tests, jobs_that_end_at_one_instant_are_told_of_in_order);
    tcase_add_test(tests, time_stands_still_while_a_job_computes);
    tcase_add_test(tests, a_task_may_turn_round_and_round_until_a_job_is_done);
    tcase_add_test(tests, on_the_real_clock_jobs_sleep_beside_each_other);
    tcase_add_test(tests, no_more_jobs_run_at_once_than_there_are_threads);
    tcase_add_test(tests, a_wrong_number_of_threads_is_refused);
    tcase_add_test(tests, a_thousand_jobs_give_a_thousand_results);
    tcase_add_test(tests, a_thousand_jobs_on_the_virtual_clock);
    tcase_add_test(tests, in_synchronous_mode_a_job_runs_on_the_spot);
    tcase_add_test(tests, a_job_that_waits_like_a_task_is_told_so);
    tcase_add_checked_fixture(tests, said_reset, NULL);
    Suite *suite = suite_create("thread");
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
