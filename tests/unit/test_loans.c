/* SPDX-License-Identifier: MIT */
/* Arguments that lie in the frame of a coroutine which has ended: C's own trap. */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "async.h"
#include "last_words.h"

static struct last_words words;

static int sum;

static void *add_later(void *arg)
{
    async_sleep(1);
    sum += *(int *)arg;
    return NULL;
}

static void *overwrite(void *arg)
{
    volatile char room[4096];

    memset((char *)room, 0x5a, sizeof room);
    async_sleep(0);
    return room[7] ? NULL : arg;
}

static void *lend_and_end(void *arg)
{
    int local = 20, forgotten = 22;
    struct async_task kept = async_create_task("kept", add_later, &local);

    async_forget(async_create_task("forgotten", add_later, &forgotten));
    (void)kept;
    async_sleep(0);
    return NULL;
}

static void *forget_and_end(void *arg)
{
    int local = 42;

    async_forget(async_create_task("forgotten", add_later, &local));
    async_sleep(0);
    return NULL;
}

static async_fn *lender;

static void *lend(void *arg)
{
    async_await(async_create_task("lender", lender, NULL), NULL);
    for (int i = 0; i < 10; i++)
        async_await(async_create_task("overwrites", overwrite, NULL), NULL);
    async_sleep(2);
    return NULL;
}

static void lend_it(void)
{
    async_set_clock(ASYNC_VIRTUAL, 1);
    if (async_run(lend, NULL, NULL) < 0)
        abort();
    printf("%d", sum);
}

static void told_that(const char *owner, const char *borrower)
{
    char start[120];

    snprintf(start, sizeof start, "%s, but '%s', which it started, still "
             "uses its local variables (" __FILE__ ":", owner, borrower);
    last_words_of(lend_it, &words);
    ck_assert_str_eq(words.out, "42");
    ck_assert_msg(strncmp(words.err, start, strlen(start)) == 0, "%s", words.err);
    ck_assert_ptr_eq(strchr(words.err, '\n'), words.err + strlen(words.err) - 1);
}

static void told_about(const char *borrower)
{
    told_that("'lender' has ended", borrower);
}

START_TEST(an_argument_in_a_dead_frame_is_told_and_stays)
{
    lender = lend_and_end;
    told_about("kept");
    lender = forget_and_end;
    told_about("forgotten");
}
END_TEST

static void *yields_and_lends(void *arg)
{
    int local = 42;

    async_forget(async_create_task("task", add_later, &local));
    async_yield(NULL, NULL);
    return NULL;
}

static void *exhaust_generator(void *arg)
{
    struct async_generator numbers = async_generator("numbers", yields_and_lends, NULL);

    while (async_next(numbers, NULL) > 0)
        ;
    return NULL;
}

static void *close_generator(void *arg)
{
    struct async_generator numbers = async_generator("numbers", yields_and_lends, NULL);

    async_next(numbers, NULL);
    async_generator_close(numbers);
    return NULL;
}

START_TEST(an_argument_on_a_generators_stack_is_told_and_stays)
{
    lender = exhaust_generator;
    told_that("'numbers' has ended", "task");
    lender = close_generator;
    told_that("'numbers' has ended", "task");
}
END_TEST

static void *suspends_and_lends(void *arg)
{
    int local = 42;

    async_forget(async_create_task("task", add_later, &local));
    async_bare_yield(NULL);
    return NULL;
}

static void *end_bare(void *arg)
{
    struct async_bare *bare = async_bare_create(suspends_and_lends, NULL);

    while (async_bare_resume(bare, NULL, NULL) > 0)
        ;
    async_bare_destroy(bare);
    return NULL;
}

static void *destroy_bare(void *arg)
{
    struct async_bare *bare = async_bare_create(suspends_and_lends, NULL);

    async_bare_resume(bare, NULL, NULL);
    async_bare_destroy(bare);
    return NULL;
}

START_TEST(an_argument_on_a_bare_coroutines_stack_is_told_and_stays)
{
    lender = end_bare;
    told_that("a bare coroutine was destroyed", "task");
    lender = destroy_bare;
    told_that("a bare coroutine was destroyed", "task");
}
END_TEST

static void *lend_and_wait(void *arg)
{
    int numbers_[] = { 20, 22 };
    struct async_task tasks[] = { async_create_task("1", add_later, &numbers_[0]),
                                  async_create_task("2", add_later, &numbers_[1]) };

    return async_return(async_gather(tasks, 2, NULL, 0));
}

START_TEST(an_argument_whose_owner_waits_is_fine)
{
    lender = lend_and_wait;
    last_words_of(lend_it, &words);
    ck_assert_str_eq(words.err, "");
    ck_assert_str_eq(words.out, "42");
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("loans");
    tcase_add_test(tests, an_argument_in_a_dead_frame_is_told_and_stays);
    tcase_add_test(tests, an_argument_on_a_generators_stack_is_told_and_stays);
    tcase_add_test(tests, an_argument_on_a_bare_coroutines_stack_is_told_and_stays);
    tcase_add_test(tests, an_argument_whose_owner_waits_is_fine);
    Suite *suite = suite_create("loans");
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
