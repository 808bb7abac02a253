/* SPDX-License-Identifier: MIT */
/* Misuse, deadlock and crashes end in words that name the task and the line. */
#include <check.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

#include "async.h"
#include "last_words.h"

#if defined __SANITIZE_ADDRESS__
#define SANITIZED 1
#elif defined __has_feature
#define SANITIZED __has_feature(address_sanitizer)
#else
#define SANITIZED 0
#endif

static struct last_words words;

static void expect(void (*fn)(void), int status, const char *sentence)
{
    last_words_of(fn, &words);
    ck_assert_msg(strstr(words.err, sentence), "wanted: %s\ngot: %s", sentence,
                  words.err);
    ck_assert_int_eq(words.status, status);
}

static int run(async_fn *fn)
{
    async_set_clock(ASYNC_VIRTUAL, 1);
    return async_run(fn, NULL, NULL);
}

static void *nothing(void *arg)
{
    return arg;
}

/* ---- Deadlock ---- */

static void *wait_for(void *arg)
{
    return async_return(async_await(*(struct async_task *)arg, NULL));
}

static void *two_wait_for_each_other(void *arg)
{
    struct async_task self = async_current_task();
    struct async_task other = async_create_task("other", wait_for, &self);

    return async_return(async_await(other, NULL));
}

static void deadlock(void)
{
    run(two_wait_for_each_other);
}

START_TEST(a_deadlock_names_every_task_and_what_it_waits_for)
{
    expect(deadlock, 1, "deadlock: nothing is ready");
    ck_assert_ptr_nonnull(strstr(words.err, "'main' (task 1, made at " __FILE__));
    ck_assert_ptr_nonnull(strstr(words.err, "waits for 'other', since 0.000 s, at " __FILE__));
    ck_assert_ptr_nonnull(strstr(words.err, "waits for 'main', since 0.000 s, at " __FILE__));
}
END_TEST

static void *sleep_for_ever(void *arg)
{
    return async_return(async_sleep(ASYNC_FOREVER));
}

static void endless_sleep(void)
{
    run(sleep_for_ever);
}

START_TEST(a_sleep_without_end_alone_is_a_deadlock)
{
    expect(endless_sleep, 1, "'main'");
    ck_assert_ptr_nonnull(strstr(words.err, "sleeps for ever, since 0.000 s, at " __FILE__));
}
END_TEST

/* ---- Misuse ---- */

static void sleep_outside(void)
{
    async_sleep(1);
}

START_TEST(a_wait_outside_a_task_is_refused)
{
    expect(sleep_outside, 1, "async_sleep() was called outside a task");
    ck_assert_ptr_nonnull(strstr(words.err, __FILE__));
}
END_TEST

static struct async_task leaked;

static void *leak_a_handle(void *arg)
{
    leaked = async_create_task("short-lived", nothing, NULL);
    return async_return(async_await(leaked, NULL));
}

static void *use_it_later(void *arg)
{
    async_await(async_create_task("maker", leak_a_handle, NULL), NULL);
    return async_return(async_await(leaked, NULL));
}

static void stale_handle(void)
{
    run(use_it_later);
}

START_TEST(a_stale_handle_is_named)
{
    expect(stale_handle, 1, "('short-lived') is stale");
}
END_TEST

static void *await_nothing(void *arg)
{
    return async_return(async_await((struct async_task){ 0 }, NULL));
}

static void empty_handle(void)
{
    run(await_nothing);
}

START_TEST(an_empty_handle_is_refused)
{
    expect(empty_handle, 1, "this handle was never given a task");
}
END_TEST

static void *return_a_local(void *arg)
{
    int local = 7;
    int *volatile address = &local;

    return address;
}

static void *await_a_local(void *arg)
{
    return async_return(async_await(async_create_task("fn", return_a_local, NULL), NULL));
}

static void dangling_result(void)
{
    run(await_a_local);
}

START_TEST(a_pointer_to_a_dead_local_is_refused)
{
    expect(dangling_result, 1, "'fn' returned a pointer to its own local variable");
}
END_TEST

static void *use_argument(void *arg)
{
    async_sleep(1);
    return *(int *)arg ? NULL : arg;
}

static void *end_early(void *arg)
{
    int local = 5;

    async_forget(async_create_task("uses", use_argument, &local));
    struct async_task kept = async_create_task("keeps", use_argument, &local);
    (void)kept;
    async_sleep(0);
    return NULL;
}

static void *outlive(void *arg)
{
    async_await(async_create_task("ends", end_early, NULL), NULL);
    return async_return(async_sleep(2));
}

static void dead_frame(void)
{
    if (run(outlive) != 0)
        abort();
}

START_TEST(an_argument_in_a_dead_frame_is_reported_and_kept)
{
    expect(dead_frame, 0, "'ends' has ended, but 'uses', which it started, still uses "
                          "its local variables");
}
END_TEST

static void *swallow_for_ever(void *arg)
{
    for (;;)
        async_sleep(1);
    return NULL;
}

static void *leave_a_swallower(void *arg)
{
    async_forget(async_create_task("stubborn", swallow_for_ever, NULL));
    return async_return(async_sleep(5));
}

static void stubborn(void)
{
    run(leave_a_swallower);
}

START_TEST(a_task_that_ignores_the_end_of_the_run_is_named)
{
    expect(stubborn, 1, "'stubborn' was cancelled at the end of the run");
}
END_TEST

/* ---- Reports ---- */

static void *fail_to_print(void *arg)
{
    return async_fail(EIO, "no paper");
}

static void *nobody_asks(void *arg)
{
    async_forget(async_create_task("printer", fail_to_print, NULL));
    async_forget(async_coroutine("unused", nothing, NULL));
    return async_return(async_sleep(1));
}

static void lost(void)
{
    if (run(nobody_asks) != 0)
        abort();
}

START_TEST(what_gets_lost_is_reported)
{
    expect(lost, 0, "the failure of task 'printer' was never retrieved");
    ck_assert_ptr_nonnull(strstr(words.err, "no paper"));
    ck_assert_ptr_nonnull(strstr(words.err, "coroutine 'unused' was never awaited"));
}
END_TEST

static int reports;

static void count_report(const struct async_report *report, void *arg)
{
    reports += report->message != NULL && arg == &reports;
}

START_TEST(reports_go_to_a_handler_of_the_programs)
{
    async_set_exception_handler(count_report, &reports);
    ck_assert_int_eq(run(nobody_asks), 0);
    ck_assert_int_eq(reports, 2);
}
END_TEST

/* ---- Crashes ---- */

static int recurse(int n)
{
    volatile char room[512];

    room[0] = (char)n;
    return n < 0 ? 0 : recurse(n + 1) + room[0];
}

static void *overflow(void *arg)
{
    return (void *)(intptr_t)recurse(0);
}

static void *use_null(void *arg)
{
    async_sleep(1);
    return (void *)(intptr_t) *(volatile int *)arg;
}

static void *start_overflow(void *arg)
{
    return async_return(async_await(async_create_task("deep", overflow, NULL), NULL));
}

static void *start_use_null(void *arg)
{
    return async_return(async_await(async_create_task("null", use_null, NULL), NULL));
}

static void stack_overflow(void)
{
    async_enable_faulthandler();
    run(start_overflow);
}

static void null_pointer(void)
{
    async_enable_faulthandler();
    run(start_use_null);
}

START_TEST(a_stack_overflow_names_the_task_and_the_cure)
{
    expect(stack_overflow, 128 + SIGSEGV, "stack overflow in 'deep' (made at ");
    ck_assert_ptr_nonnull(strstr(words.err, "its stack has 64 KiB; "
                                            "INTERLEAVE_STACK=256K"));
}
END_TEST

START_TEST(a_crash_names_the_task_and_its_last_wait)
{
    expect(null_pointer, 128 + SIGSEGV, "segmentation fault");
    ck_assert_ptr_nonnull(strstr(words.err, " in 'null' (made at " __FILE__));
    ck_assert_ptr_nonnull(strstr(words.err, "its last wait was at " __FILE__));
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("last words");
    tcase_add_test(tests, a_deadlock_names_every_task_and_what_it_waits_for);
    tcase_add_test(tests, a_sleep_without_end_alone_is_a_deadlock);
    tcase_add_test(tests, a_wait_outside_a_task_is_refused);
    tcase_add_test(tests, a_stale_handle_is_named);
    tcase_add_test(tests, an_empty_handle_is_refused);
    tcase_add_test(tests, a_pointer_to_a_dead_local_is_refused);
    tcase_add_test(tests, an_argument_in_a_dead_frame_is_reported_and_kept);
    tcase_add_test(tests, a_task_that_ignores_the_end_of_the_run_is_named);
    tcase_add_test(tests, what_gets_lost_is_reported);
    tcase_add_test(tests, reports_go_to_a_handler_of_the_programs);
    if (!SANITIZED) {       /* sanitizers tell crashes in their own words */
        tcase_add_test(tests, a_stack_overflow_names_the_task_and_the_cure);
        tcase_add_test(tests, a_crash_names_the_task_and_its_last_wait);
    }
    Suite *suite = suite_create("last words");
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
