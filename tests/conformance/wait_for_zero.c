/* SPDX-License-Identifier: MIT */
/* wait_for with no time at all: what is done, what can be cancelled, what cannot. */
#include "tell.h"

static void limit(struct async_task awaitable, double seconds)
{
    void *result = NULL;
    int rc = async_wait_for(awaitable, seconds, &result);

    tell("wait_for: %s%s%s", how(rc), rc < 0 ? "" : " ",
         rc < 0 ? "" : result ? (char *)result : "None");
}

static void *a_coroutine_never_begins(void *unused)
{
    struct worker worker = { "coroutine", 1 };

    limit(async_coroutine("coroutine", work, &worker), 0);
    limit(async_coroutine("coroutine", work, &worker), -1);
    return NULL;
}

static void *what_is_done_is_given_out(void *unused)
{
    struct async_task tasks[] = { START("good", 1), START("bad", 1, "broken"),
                                  START("gone", 9) };

    async_sleep(2);
    async_cancel(tasks[2]);
    async_sleep(0);
    async_sleep(0);
    for (int i = 0; i < 3; i++) {
        limit(tasks[i], 0);
        limit(tasks[i], -5);
    }
    return NULL;
}

static void *a_task_that_has_begun(void *unused)
{
    struct async_task task = START("task", 9);
    async_sleep(1);
    limit(task, 0);
    task = START("tidy", 9, NULL, 2);
    async_sleep(1);
    limit(task, 0);
    task = START("fails", 9, "no tidying", 1);
    async_sleep(1);
    limit(task, 0);
    return NULL;
}

static void *stubborn(void *unused)
{
    if (async_sleep(9) == -ECANCELED)
        tell("not I");
    async_sleep(1);
    return "a result";
}

static void *one_that_does_not_end_so(void *unused)
{
    struct async_task task = async_create_task("stubborn", stubborn, NULL);

    async_sleep(1);
    limit(task, 0);
    tell("cancelling: %d", async_cancelling(task));
    return NULL;
}

static void *futures(void *unused)
{
    struct async_task future = async_future("future");

    limit(future, 0);
    tell("cancelled: %s", async_cancelled(future) ? "True" : "False");
    future = async_future("future");
    async_set_result(future, "value");
    limit(future, 0);
    return NULL;
}

static void *limit_zero(void *task)
{
    limit(*(struct async_task *)task, 0);
    return NULL;
}

static void *the_waiter_is_cancelled_meanwhile(void *unused)
{
    struct async_task task = START("task", 9, NULL, 3);

    async_sleep(1);
    struct async_task waiter = async_create_task("waiter", limit_zero, &task);
    async_sleep(1);
    async_cancel(waiter);
    async_await(waiter, NULL);
    tell("done: %s", async_done(task) ? "True" : "False");
    tell_end(task);
    return NULL;
}

static void *others_run_first(void *unused)
{
    struct worker worker = { "coroutine" };

    START("a", 0);
    START("b", 0);
    limit(async_coroutine("coroutine", work, &worker), 0);
    START("c", 0);
    START("d", 0);
    struct async_task done = async_future("done");
    async_set_result(done, "value");
    limit(done, 0);
    tell("main");
    return NULL;
}

PLAY(SCENE(a_coroutine_never_begins), SCENE(what_is_done_is_given_out),
     SCENE(a_task_that_has_begun), SCENE(one_that_does_not_end_so), SCENE(futures),
     SCENE(the_waiter_is_cancelled_meanwhile), SCENE(others_run_first))
