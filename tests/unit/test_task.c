/* SPDX-License-Identifier: MIT */
/* Tasks: order of starts, awaiting, results, failures, gather, lifetimes. */
#include <check.h>
#include <stdio.h>
#include <string.h>

#include "async.h"
#include "said.h"

struct nap {
    const char *name;
    double seconds;
    int fails;              /* with this code */
};

static void *nap(void *arg)
{
    struct nap *this = arg;

    say(this->name);
    int rc = async_sleep(this->seconds);
    if (rc < 0) {
        say("cancelled");
        return async_return(rc);
    }
    say(this->name);
    if (this->fails)
        return async_fail(this->fails, "%s failed", this->name);
    return this;
}

static struct nap a = { "a", 1 }, b = { "b", 2 }, c = { "c", 1 };
static struct nap bad = { "bad", 1, EIO };

static int run(async_fn *fn)
{
    said_reset();
    async_set_clock(ASYNC_VIRTUAL, 1);
    return async_run(fn, NULL, NULL);
}

/* ---- Order ---- */

static void *create_two(void *arg)
{
    struct async_task one = async_create_task("a", nap, &a);
    struct async_task two = async_create_task("b", nap, &b);

    say("main");
    async_await(one, NULL);
    say("main");
    return async_return(async_await(two, NULL));
}

START_TEST(the_creator_goes_first_and_sleeps_overlap)
{
    ck_assert_int_eq(run(create_two), 0);
    ck_assert_str_eq(said(), "main@0 a@0 b@0 a@1 main@1 b@2");
}
END_TEST

static void *await_in_place(void *arg)
{
    void *result;
    struct async_task coroutine = async_coroutine("a", nap, &a);

    say("main");
    int rc = async_await(coroutine, &result);
    ck_assert_int_eq(rc, 0);
    ck_assert_ptr_eq(result, &a);
    rc = async_await(coroutine, NULL);
    ck_assert_int_eq(rc, -EINVAL);
    ck_assert_str_eq(async_caught()->text, "cannot reuse already awaited coroutine");
    return NULL;
}

START_TEST(a_coroutine_runs_when_it_is_awaited_and_once)
{
    ck_assert_int_eq(run(await_in_place), 0);
    ck_assert_str_eq(said(), "main@0 a@0 a@1");
}
END_TEST

static void *give_way(void *arg)
{
    for (int i = 0; i < 3; i++) {
        say(arg);
        async_sleep(0);
    }
    return NULL;
}

static void *round_robin(void *arg)
{
    struct async_task tasks[3] = {
        async_coroutine("x", give_way, "x"), async_coroutine("y", give_way, "y"),
        async_coroutine("z", give_way, "z"),
    };
    return async_return(async_gather(tasks, 3, NULL, 0));
}

START_TEST(tasks_that_give_way_take_turns)
{
    ck_assert_int_eq(run(round_robin), 0);
    ck_assert_str_eq(said(), "x@0 y@0 z@0 x@0 y@0 z@0 x@0 y@0 z@0");
}
END_TEST

/* A sleep's wake-up takes two turns (timer, task), a hand-over one. */
static void *wakes_at_one(void *arg)
{
    async_sleep(1);
    say(arg);
    async_sleep(0);
    say(arg);
    return NULL;
}

static void *two_hops(void *arg)
{
    struct async_task one = async_create_task("one", wakes_at_one, "one");
    struct async_task two = async_create_task("two", wakes_at_one, "two");

    async_await(one, NULL);
    say("main");
    return async_return(async_await(two, NULL));
}

START_TEST(wake_ups_take_as_many_turns_as_in_asyncio)
{
    ck_assert_int_eq(run(two_hops), 0);
    ck_assert_str_eq(said(), "one@1 two@1 one@1 two@1 main@1");
}
END_TEST

/* ---- Outcomes ---- */

static void *await_twice(void *arg)
{
    struct async_task task = async_create_task("bad", nap, &bad);

    for (int i = 0; i < 2; i++) {
        int rc = async_await(task, NULL);
        ck_assert_int_eq(rc, -EIO);
        ck_assert_str_eq(async_caught()->text, "bad failed");
    }
    ck_assert(async_done(task));
    ck_assert(!async_cancelled(task));
    ck_assert_int_eq(async_exception(task)->code, EIO);
    return async_return(-EIO);
}

START_TEST(a_failure_travels_with_its_text)
{
    ck_assert_int_eq(run(await_twice), -EIO);
    ck_assert_str_eq(async_caught()->text, "bad failed");
    ck_assert_int_eq(async_caught()->code, EIO);
}
END_TEST

static void *wait_for_it(void *arg)
{
    void *result;

    int rc = async_await(*(struct async_task *)arg, &result);
    ck_assert_int_eq(rc, 0);
    ck_assert_ptr_eq(result, &a);
    say("got it");
    return NULL;
}

static void *two_wait_for_one(void *arg)
{
    struct async_task task = async_create_task("a", nap, &a);
    struct async_task waiters[] = { async_create_task("1", wait_for_it, &task),
                                    async_create_task("2", wait_for_it, &task) };

    return async_return(async_gather(waiters, 2, NULL, 0));
}

START_TEST(two_tasks_may_wait_for_one)
{
    ck_assert_int_eq(run(two_wait_for_one), 0);
    ck_assert_str_eq(said(), "a@0 a@1 got it@1 got it@1");
}
END_TEST

static void *result_too_early(void *arg)
{
    struct async_task task = async_create_task("a", nap, &a);

    ck_assert_int_eq(async_result(task, NULL), -EINVAL);
    ck_assert_str_eq(async_caught()->text, "Result is not set.");
    ck_assert_ptr_null(async_exception(task));
    return async_return(async_await(task, NULL));
}

START_TEST(a_result_is_not_there_before_the_end)
{
    ck_assert_int_eq(run(result_too_early), 0);
}
END_TEST

/* ---- Gather ---- */

static void *gather_three(void *arg)
{
    void *results[3];
    struct async_task tasks[] = { async_coroutine("a", nap, &a),
                                  async_coroutine("b", nap, &b),
                                  async_create_task("c", nap, &c) };

    int rc = async_gather(tasks, 3, results, 0);
    ck_assert_int_eq(rc, 0);
    ck_assert_ptr_eq(results[0], &a);
    ck_assert_ptr_eq(results[1], &b);
    ck_assert_ptr_eq(results[2], &c);
    say("main");
    return NULL;
}

START_TEST(gather_gives_results_in_the_order_of_its_arguments)
{
    ck_assert_int_eq(run(gather_three), 0);
    ck_assert_str_eq(said(), "c@0 a@0 b@0 c@1 a@1 b@2 main@2");
}
END_TEST

static void *gather_a_failure(void *arg)
{
    struct async_task tasks[] = { async_coroutine("b", nap, &b),
                                  async_coroutine("bad", nap, &bad) };

    int rc = async_gather(tasks, 2, NULL, 0);
    ck_assert_int_eq(rc, -EIO);
    say("caught");
    ck_assert(!async_done(tasks[0]));
    return async_return(async_await(tasks[0], NULL));
}

START_TEST(the_first_failure_ends_a_gather_but_not_the_others)
{
    ck_assert_int_eq(run(gather_a_failure), 0);
    ck_assert_str_eq(said(), "b@0 bad@0 bad@1 caught@1 b@2");
}
END_TEST

static void *gather_all_outcomes(void *arg)
{
    void *results[2];
    struct async_task tasks[] = { async_coroutine("bad", nap, &bad),
                                  async_coroutine("b", nap, &b) };

    int rc = async_gather(tasks, 2, results, ASYNC_RETURN_EXCEPTIONS);
    ck_assert_int_eq(rc, 0);
    ck_assert_ptr_null(results[0]);
    ck_assert_ptr_eq(results[1], &b);
    ck_assert_str_eq(async_exception(tasks[0])->text, "bad failed");
    return NULL;
}

START_TEST(gather_can_give_failures_as_values)
{
    ck_assert_int_eq(run(gather_all_outcomes), 0);
    ck_assert_double_eq(async_time(), 2);
}
END_TEST

static void *gather_nothing(void *arg)
{
    ck_assert_int_eq(async_gather(NULL, 0, NULL, 0), 0);
    ck_assert_int_eq(async_gather(NULL, -1, NULL, 0), -EINVAL);
    return NULL;
}

START_TEST(gather_of_nothing_is_done_at_once)
{
    ck_assert_int_eq(run(gather_nothing), 0);
}
END_TEST

/* ---- Arguments and lifetimes ---- */

static void *take_number(void *arg)
{
    char text[16];

    snprintf(text, sizeof text, "%d", *(int *)arg);
    say(text);
    return NULL;
}

static void *reuse_a_variable(void *arg)
{
    struct async_task tasks[3];

    for (int i = 0; i < 3; i++)
        tasks[i] = async_coroutine_with("n", take_number, &i, sizeof i);
    return async_return(async_gather(tasks, 3, NULL, 0));
}

START_TEST(an_argument_can_be_copied)
{
    ck_assert_int_eq(run(reuse_a_variable), 0);
    ck_assert_str_eq(said(), "0@0 1@0 2@0");
}
END_TEST

static void *nothing(void *arg)
{
    return arg;
}

static void *many_in_a_row(void *arg)
{
    int counted = 0;

    for (intptr_t i = 0; i < 100000; i++) {
        void *result;
        async_await(async_create_task("n", nothing, (void *)i), &result);
        counted += (intptr_t)result == i;
        async_forget(async_create_task("n", nothing, NULL));
        async_sleep(0);
    }
    ck_assert_int_eq(counted, 100000);
    return NULL;
}

START_TEST(a_loop_may_make_tasks_for_ever)
{
    ck_assert_int_eq(run(many_in_a_row), 0);
}
END_TEST

static void *keep_many(void *arg)
{
    static struct async_task tasks[3000];

    for (int i = 0; i < 3000; i++)
        tasks[i] = async_create_task("n", nothing, &tasks[i]);
    int rc = async_gather(tasks, 3000, NULL, 0);
    ck_assert_int_eq(rc, 0);
    for (int i = 0; i < 3000; i++) {
        void *result;
        ck_assert_int_eq(async_result(tasks[i], &result), 0);
        ck_assert_ptr_eq(result, &tasks[i]);
    }
    return NULL;
}

START_TEST(all_outcomes_of_the_last_call_stay)
{
    ck_assert_int_eq(run(keep_many), 0);
}
END_TEST

static void *run_inside(void *arg)
{
    ck_assert_int_eq(async_run(nothing, NULL, NULL), -EBUSY);
    return NULL;
}

START_TEST(runs_do_not_nest_but_follow_each_other)
{
    void *result;

    ck_assert_int_eq(run(run_inside), 0);
    ck_assert_int_eq(run(create_two), 0);
    ck_assert_int_eq(async_run(nothing, &a, &result), 0);
    ck_assert_ptr_eq(result, &a);
    ck_assert_double_eq(async_time(), 2);
}
END_TEST

START_TEST(no_task_can_be_made_without_a_loop)
{
    struct async_task task = async_create_task("a", nap, &a);

    ck_assert_uint_eq(task.id, 0);
    ck_assert_int_eq(async_caught()->code, EPERM);
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("task");
    tcase_add_test(tests, the_creator_goes_first_and_sleeps_overlap);
    tcase_add_test(tests, a_coroutine_runs_when_it_is_awaited_and_once);
    tcase_add_test(tests, tasks_that_give_way_take_turns);
    tcase_add_test(tests, wake_ups_take_as_many_turns_as_in_asyncio);
    tcase_add_test(tests, a_failure_travels_with_its_text);
    tcase_add_test(tests, two_tasks_may_wait_for_one);
    tcase_add_test(tests, a_result_is_not_there_before_the_end);
    tcase_add_test(tests, gather_gives_results_in_the_order_of_its_arguments);
    tcase_add_test(tests, the_first_failure_ends_a_gather_but_not_the_others);
    tcase_add_test(tests, gather_can_give_failures_as_values);
    tcase_add_test(tests, gather_of_nothing_is_done_at_once);
    tcase_add_test(tests, an_argument_can_be_copied);
    tcase_add_test(tests, a_loop_may_make_tasks_for_ever);
    tcase_add_test(tests, all_outcomes_of_the_last_call_stay);
    tcase_add_test(tests, runs_do_not_nest_but_follow_each_other);
    tcase_add_test(tests, no_task_can_be_made_without_a_loop);
    Suite *suite = suite_create("task");
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
