/* SPDX-License-Identifier: MIT */
/* Memory stays flat however many tasks, callbacks, generators and items there were.
 * What is measured is the growth over the last nine tenths of a long loop: a leak of
 * a few bytes a turn is more than the bound. */
#include <check.h>
#include <stdio.h>
#include <unistd.h>

#include "async.h"

#if __has_include(<valgrind/valgrind.h>)
#include <valgrind/valgrind.h>
#else
#define RUNNING_ON_VALGRIND 0
#endif
#if defined __SANITIZE_ADDRESS__
#define SANITIZED 1
#elif defined __has_feature
#define SANITIZED __has_feature(address_sanitizer)
#else
#define SANITIZED 0
#endif
#ifdef ASYNC_UCONTEXT
#define SLOW 1                          /* each switch is a system call */
#else
#define SLOW 0
#endif

enum { MILLION = 1000000, BYTES_A_TURN = 4, SLACK = 1 << 20 };

/* Checkers of memory need memory themselves: for them a shorter loop, and no bound. */
static bool checked(void)
{
    return SANITIZED || RUNNING_ON_VALGRIND;
}

static int turns_of(int n)
{
    return checked() ? n / 200 : SLOW ? n / 10 : n;
}

/* Resident bytes; 0 where the system does not tell. */
static long resident(void)
{
    FILE *file = fopen("/proc/self/statm", "r");
    long size, pages = 0;

    if (!file)
        return 0;
    if (fscanf(file, "%ld %ld", &size, &pages) != 2)
        pages = 0;
    fclose(file);
    return pages * sysconf(_SC_PAGESIZE);
}

static int turns;                       /* of the loop that runs */
static long before;

static void turn(int i)
{
    if (i == turns / 10)
        before = resident();
}

static void stays_flat(async_fn *fn, int n)
{
    turns = turns_of(n);
    async_set_clock(ASYNC_VIRTUAL, 1);
    int rc = async_run(fn, NULL, NULL);
    ck_assert_int_eq(rc, 0);
}

/* At the end of the loop, while the task that has made all of it still lives. */
static void *end_of_loop(void)
{
    long grown = resident() - before;

    if (!checked())
        ck_assert_int_lt(grown, SLACK + (long)turns * BYTES_A_TURN);
    return NULL;
}

static void *nothing(void *arg)
{
    return arg;
}

static void *no_luck(void *arg)
{
    return async_fail(EIO, "turn %d", *(int *)arg);
}

/* ---- Tasks ---- */

static void *background_tasks(void *arg)
{
    for (int i = 0; i < turns; i++) {
        async_forget(async_create_task("background", nothing, NULL));
        async_sleep(0);
        turn(i);
    }
    return end_of_loop();
}

START_TEST(ten_million_background_tasks)
{
    stays_flat(background_tasks, 10 * MILLION);
}
END_TEST

static void *create_and_await(void *arg)
{
    for (int i = 0; i < turns; i++) {
        async_await(async_create_task("awaited", nothing, NULL), NULL);
        turn(i);
    }
    return end_of_loop();
}

START_TEST(ten_million_tasks_awaited)
{
    stays_flat(create_and_await, 10 * MILLION);
}
END_TEST

static void *coroutines_in_place(void *arg)
{
    for (int i = 0; i < turns; i++) {
        int rc = async_await(async_coroutine("in place", i % 2 ? nothing : no_luck, &i), NULL);
        ck_assert_int_eq(rc, i % 2 ? 0 : -EIO);
        turn(i);
    }
    return end_of_loop();
}

START_TEST(a_million_coroutines_in_place)
{
    stays_flat(coroutines_in_place, MILLION);
}
END_TEST

static void *gathers_of_three(void *arg)
{
    for (int i = 0; i < turns; i++) {
        struct async_task three[] = { async_coroutine("1", nothing, NULL),
                                      async_create_task("2", no_luck, &i),
                                      async_coroutine("3", nothing, NULL) };
        async_gather(three, 3, NULL, ASYNC_RETURN_EXCEPTIONS);
        turn(i);
    }
    return end_of_loop();
}

START_TEST(a_million_gathers_of_three)
{
    stays_flat(gathers_of_three, MILLION);
}
END_TEST

static void *sleep_long(void *arg)
{
    return async_return(async_sleep(100));
}

static void *other_combinators(void *arg)
{
    for (int i = 0; i < turns; i++) {
        struct async_task got, two[] = { async_create_task("1", nothing, NULL),
                                         async_create_task("2", nothing, NULL) };
        async_wait(two, 2, ASYNC_ALL_COMPLETED, ASYNC_FOREVER, NULL);
        async_result(two[0], NULL);
        async_result(two[1], NULL);
        async_wait_for(async_coroutine("late", sleep_long, NULL), 0.1, NULL);
        async_wait_for(async_coroutine("now", nothing, NULL), 0, NULL);
        async_shield(async_coroutine("shielded", nothing, NULL), NULL);
        got = async_coroutine("completed", nothing, NULL);
        struct async_completed it = async_as_completed(&got, 1, ASYNC_FOREVER);
        while (async_next_completed(&it, &got) > 0)
            async_await(got, NULL);
        turn(i);
    }
    return end_of_loop();
}

START_TEST(a_hundred_thousand_waits_of_each_kind)
{
    stays_flat(other_combinators, MILLION / 10);
}
END_TEST

static void *one_group(void *arg)
{
    struct async_task_group group;

    async_task_group_begin(&group);
    for (int i = 0; i < turns; i++) {
        async_forget(async_task_group_create_task(&group, "member", nothing, NULL));
        async_sleep(0);
        turn(i);
    }
    int rc = async_task_group_end(&group, 0);
    ck_assert_int_eq(rc, 0);
    return end_of_loop();
}

START_TEST(a_million_members_of_one_group)
{
    stays_flat(one_group, MILLION);
}
END_TEST

static void *cancelled_tasks(void *arg)
{
    for (int i = 0; i < turns; i++) {
        struct async_task task = async_create_task("sleeper", sleep_long, NULL);
        async_sleep(0);
        async_cancel_with(task, "enough");
        async_await(task, NULL);
        struct async_timeout scope;
        async_timeout_begin(&scope, 0.1);
        async_timeout_end(&scope, async_sleep(1));
        turn(i);
    }
    return end_of_loop();
}

START_TEST(a_hundred_thousand_cancellations)
{
    stays_flat(cancelled_tasks, MILLION / 10);
}
END_TEST

static void *futures(void *arg)
{
    for (int i = 0; i < turns; i++) {
        struct async_task future = async_future("answer");
        async_set_result(future, &turns);
        async_await(future, NULL);
        turn(i);
    }
    return end_of_loop();
}

START_TEST(a_million_futures)
{
    stays_flat(futures, MILLION);
}
END_TEST

/* ---- Callbacks ---- */

static int called;

static void *call(void *arg)
{
    called++;
    return NULL;
}

static void called_when_done(struct async_task task, void *arg)
{
    called++;
}

static void *callbacks(void *arg)
{
    for (int i = 0; i < turns; i++) {
        async_call_soon(call, NULL);
        async_handle_cancel(async_call_later(5, call, NULL));
        async_sleep(0);
        turn(i);
    }
    ck_assert_int_eq(called, turns);
    return end_of_loop();
}

START_TEST(a_million_callbacks)
{
    stays_flat(callbacks, MILLION);
}
END_TEST

static void *done_callbacks(void *arg)
{
    for (int i = 0; i < turns; i++) {
        struct async_task task = async_create_task("called", nothing, NULL);
        async_add_done_callback(task, called_when_done, NULL);
        async_add_done_callback(task, called_when_done, &turns);
        ck_assert_int_eq(async_remove_done_callback(task, called_when_done, &turns), 1);
        async_await(task, NULL);
        turn(i);
    }
    async_sleep(0);
    ck_assert_int_eq(called, turns);
    return end_of_loop();
}

START_TEST(a_million_done_callbacks)
{
    stays_flat(done_callbacks, MILLION);
}
END_TEST

/* ---- Generators and queues ---- */

static void *count_to_three(void *arg)
{
    int rc = 0;

    for (int i = 0; i < 3 && rc == 0; i++)
        rc = async_yield(&turns, NULL);
    return async_return(rc);
}

static void *generators(void *arg)
{
    for (int i = 0; i < turns; i++) {
        struct async_generator whole = async_generator("whole", count_to_three, NULL);
        struct async_generator part = async_generator("part", count_to_three, NULL);
        struct async_generator fresh = async_generator("fresh", count_to_three, NULL);
        while (async_next(whole, NULL) > 0)
            ;
        async_next(part, NULL);
        async_generator_close(part);
        async_generator_close(fresh);
        turn(i);
    }
    return end_of_loop();
}

START_TEST(a_hundred_thousand_generators)
{
    stays_flat(generators, MILLION / 10);
}
END_TEST

static struct async_queue queue = ASYNC_QUEUE("items", 10);

static void *produce(void *arg)
{
    for (int i = 0; i < turns; i++)
        async_queue_put(&queue, &turns);
    return NULL;
}

static void *items(void *arg)
{
    struct async_task producer = async_create_task("producer", produce, NULL);

    for (int i = 0; i < turns; i++) {
        void *item = NULL;
        async_queue_get(&queue, &item);
        ck_assert_ptr_eq(item, &turns);
        async_queue_task_done(&queue);
        turn(i);
    }
    async_await(producer, NULL);
    async_queue_destroy(&queue);
    return end_of_loop();
}

START_TEST(a_million_items_through_a_queue)
{
    stays_flat(items, MILLION);
}
END_TEST

/* ---- Runs ---- */

static void *leave_things(void *arg)
{
    async_call_later(1000, call, NULL);
    async_forget(async_create_task("sleeper", sleep_long, NULL));
    async_next(async_generator("part", count_to_three, NULL), NULL);
    async_set_result(async_future("unasked"), NULL);
    struct async_task kept = async_create_task("kept", sleep_long, NULL);
    return async_return(async_sleep(kept.id ? 1 : 2));
}

static void keep_quiet(struct async_task task, void *arg)
{
}

/* Who waits for a future that nobody will end goes with the run. */
static void *leave_futures(void *arg)
{
    struct async_task never = async_future("never");
    struct async_task both[2] = { never, async_shield_future(never) };

    async_add_done_callback(never, keep_quiet, NULL);
    async_add_done_callback(async_gather_future(both, 2, 0), keep_quiet, NULL);
    return NULL;
}

START_TEST(ten_thousand_runs_that_leave_futures_behind)
{
    turns = turns_of(MILLION / 100);
    async_set_clock(ASYNC_VIRTUAL, 1);
    for (int i = 0; i < turns; i++) {
        ck_assert_int_eq(async_run(leave_futures, NULL, NULL), 0);
        turn(i);
    }
    end_of_loop();
}
END_TEST

START_TEST(ten_thousand_runs_that_leave_things_behind)
{
    turns = turns_of(MILLION / 100);
    async_set_clock(ASYNC_VIRTUAL, 1);
    for (int i = 0; i < turns; i++) {
        ck_assert_int_eq(async_run(leave_things, NULL, NULL), 0);
        turn(i);
    }
    end_of_loop();
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("memory");
    tcase_add_test(tests, ten_million_background_tasks);
    tcase_add_test(tests, ten_million_tasks_awaited);
    tcase_add_test(tests, a_million_coroutines_in_place);
    tcase_add_test(tests, a_million_gathers_of_three);
    tcase_add_test(tests, a_hundred_thousand_waits_of_each_kind);
    tcase_add_test(tests, a_million_members_of_one_group);
    tcase_add_test(tests, a_hundred_thousand_cancellations);
    tcase_add_test(tests, a_million_futures);
    tcase_add_test(tests, a_million_callbacks);
    tcase_add_test(tests, a_million_done_callbacks);
    tcase_add_test(tests, a_hundred_thousand_generators);
    tcase_add_test(tests, a_million_items_through_a_queue);
    tcase_add_test(tests, ten_thousand_runs_that_leave_things_behind);
    tcase_add_test(tests, ten_thousand_runs_that_leave_futures_behind);
    Suite *suite = suite_create("memory");
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
