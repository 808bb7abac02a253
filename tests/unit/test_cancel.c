/* SPDX-License-Identifier: MIT */
/* Cancellation: once, by the pending wait, and never behind a coroutine's back. */
#include <check.h>

#include "async.h"
#include "said.h"

static int run(async_fn *fn)
{
    said_reset();
    async_set_clock(ASYNC_VIRTUAL, 1);
    return async_run(fn, NULL, NULL);
}

static void *sleeper(void *arg)
{
    say("start");
    int rc = async_sleep(10);
    say(rc == -ECANCELED ? "cancelled" : "woke");
    if (rc < 0) {
        async_sleep(0.5);
        say("tidy");
    }
    return async_return(rc);
}

static void *cancel_it(void *arg)
{
    struct async_task task = async_create_task("sleeper", sleeper, NULL);

    async_sleep(1);
    ck_assert(async_cancel(task));
    ck_assert_int_eq(async_cancelling(task), 1);
    say("asked");
    int rc = async_await(task, NULL);
    ck_assert_int_eq(rc, -ECANCELED);
    ck_assert(async_cancelled(task));
    ck_assert(!async_cancel(task));
    ck_assert_int_eq(async_cancelling(async_current_task()), 0);
    say("over");
    return NULL;
}

START_TEST(a_cancelled_task_tidies_up_first)
{
    ck_assert_int_eq(run(cancel_it), 0);
    ck_assert_str_eq(said(), "start@0 asked@1 cancelled@1 tidy@1.5 over@1.5");
}
END_TEST

static void *cancel_before_start(void *arg)
{
    struct async_task task = async_create_task("sleeper", sleeper, NULL);

    async_cancel(task);
    int rc = async_await(task, NULL);
    ck_assert_int_eq(rc, -ECANCELED);
    return NULL;
}

START_TEST(cancelled_before_its_first_step_it_never_runs)
{
    ck_assert_int_eq(run(cancel_before_start), 0);
    ck_assert_str_eq(said(), "");
}
END_TEST

static void *cancel_twice(void *arg)
{
    struct async_task task = async_create_task("sleeper", sleeper, NULL);

    async_sleep(1);
    async_cancel(task);
    async_sleep(0.1);
    async_cancel(task);
    ck_assert_int_eq(async_cancelling(task), 2);
    ck_assert_int_eq(async_uncancel(task), 1);
    async_await(task, NULL);
    return NULL;
}

START_TEST(a_second_request_reaches_the_clean_up)
{
    ck_assert_int_eq(run(cancel_twice), 0);
    ck_assert_str_eq(said(), "start@0 cancelled@1 tidy@1.1");
}
END_TEST

static void *waiter(void *arg)
{
    int rc = async_await(*(struct async_task *)arg, NULL);
    say(rc == -ECANCELED ? "waiter cancelled" : "waiter woke");
    return async_return(rc);
}

static void *cancel_the_waiter(void *arg)
{
    struct async_task task = async_create_task("sleeper", sleeper, NULL);
    struct async_task waits = async_create_task("waiter", waiter, &task);

    async_sleep(1);
    async_cancel(waits);
    int rc = async_await(waits, NULL);
    ck_assert_int_eq(rc, -ECANCELED);
    ck_assert(async_cancelled(task));
    return NULL;
}

START_TEST(cancelling_a_waiter_cancels_what_it_waits_for)
{
    ck_assert_int_eq(run(cancel_the_waiter), 0);
    ck_assert_str_eq(said(),
                     "start@0 cancelled@1 tidy@1.5 waiter cancelled@1.5");
}
END_TEST

static void *gatherer(void *arg)
{
    struct async_task tasks[] = { async_coroutine("1", sleeper, NULL),
                                  async_coroutine("2", sleeper, NULL) };
    int rc = async_gather(tasks, 2, NULL, 0);
    say("gathered");
    return async_return(rc);
}

static void *cancel_a_gather(void *arg)
{
    struct async_task task = async_create_task("gatherer", gatherer, NULL);

    async_sleep(1);
    async_cancel(task);
    ck_assert_int_eq(async_await(task, NULL), -ECANCELED);
    return NULL;
}

START_TEST(cancelling_a_gather_cancels_its_children)
{
    ck_assert_int_eq(run(cancel_a_gather), 0);
    ck_assert_str_eq(said(), "start@0 start@0 cancelled@1 cancelled@1 tidy@1.5 "
                             "tidy@1.5 gathered@1.5");
}
END_TEST

static void *cancel_itself(void *arg)
{
    async_cancel(async_current_task());
    say("goes on");
    int rc = async_sleep(5);
    say(rc == -ECANCELED ? "cancelled" : "woke");
    return async_return(rc);
}

START_TEST(cancelling_oneself_reaches_the_next_wait)
{
    ck_assert_int_eq(run(cancel_itself), -ECANCELED);
    ck_assert_str_eq(said(), "goes on@0 cancelled@0");
}
END_TEST

static void *cancel_itself_and_return(void *arg)
{
    async_cancel(async_current_task());
    return NULL;
}

START_TEST(cancelled_right_before_its_end_it_ends_cancelled)
{
    ck_assert_int_eq(run(cancel_itself_and_return), -ECANCELED);
}
END_TEST

/* At one instant the timer fires and the request comes: the request wins. */
static void *short_sleep(void *arg)
{
    int rc = async_sleep(1);
    say(rc == -ECANCELED ? "cancelled" : "woke");
    rc = async_sleep(1);
    say(rc == -ECANCELED ? "cancelled" : "woke");
    return NULL;
}

static void *cancel_at_the_same_time(void *arg)
{
    struct async_task early = async_create_task("early", short_sleep, NULL);

    async_sleep(1);
    async_cancel(early);
    async_await(early, NULL);
    return NULL;
}

START_TEST(a_request_at_the_instant_of_the_wake_up_wins)
{
    ck_assert_int_eq(run(cancel_at_the_same_time), 0);
    ck_assert_str_eq(said(), "cancelled@1 woke@2");
}
END_TEST

static void *swallow(void *arg)
{
    async_sleep(10);
    say("swallowed");
    return "result";
}

static void *cancel_a_swallower(void *arg)
{
    struct async_task task = async_create_task("swallow", swallow, NULL);
    void *result;

    async_sleep(1);
    async_cancel(task);
    ck_assert_int_eq(async_await(task, &result), 0);
    ck_assert_str_eq(result, "result");
    ck_assert(!async_cancelled(task));
    return NULL;
}

START_TEST(a_task_may_swallow_its_cancellation)
{
    ck_assert_int_eq(run(cancel_a_swallower), 0);
}
END_TEST

static void *leave_behind(void *arg)
{
    async_forget(async_create_task("1", sleeper, NULL));
    async_forget(async_create_task("2", sleeper, NULL));
    async_sleep(1);
    say("main ends");
    return NULL;
}

START_TEST(what_main_leaves_behind_is_cancelled_and_tidies_up)
{
    ck_assert_int_eq(run(leave_behind), 0);
    ck_assert_str_eq(said(), "start@0 start@0 main ends@1 cancelled@1 cancelled@1 "
                             "tidy@1.5 tidy@1.5");
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("cancel");
    tcase_add_test(tests, a_cancelled_task_tidies_up_first);
    tcase_add_test(tests, cancelled_before_its_first_step_it_never_runs);
    tcase_add_test(tests, a_second_request_reaches_the_clean_up);
    tcase_add_test(tests, cancelling_a_waiter_cancels_what_it_waits_for);
    tcase_add_test(tests, cancelling_a_gather_cancels_its_children);
    tcase_add_test(tests, cancelling_oneself_reaches_the_next_wait);
    tcase_add_test(tests, cancelled_right_before_its_end_it_ends_cancelled);
    tcase_add_test(tests, a_request_at_the_instant_of_the_wake_up_wins);
    tcase_add_test(tests, a_task_may_swallow_its_cancellation);
    tcase_add_test(tests, what_main_leaves_behind_is_cancelled_and_tidies_up);
    Suite *suite = suite_create("cancel");
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
