/* SPDX-License-Identifier: MIT */
/* wait_for cancelled from outside: before, at the instant of the end or of the limit. */
#include "tell.h"

static struct async_task task;
static double limit;

static void *waits(void *unused)
{
    void *result = NULL;
    int rc = async_wait_for(task, limit, &result);

    tell("wait_for: %s %s", how(rc), result ? (char *)result : "");
    return rc < 0 ? async_return(rc) : result;
}

static struct async_task waiter_of(struct async_task awaited, double seconds)
{
    task = awaited;
    limit = seconds;
    return async_create_task("waiter", waits, NULL);
}

static void *before(void *unused)
{
    struct async_task waiter = waiter_of(START("task", 9, NULL, 1), 9);

    async_sleep(1);
    async_cancel(waiter);
    tell_end(waiter);
    return NULL;
}

/* The task has ended, the waiter has not had its turn: the result comes, and the
 * cancellation is gone. */
static void *at_the_end(void *unused)
{
    struct async_task waiter = waiter_of(START("task", 1), 9);

    async_await(task, NULL);
    async_cancel(waiter);
    tell_end(waiter);
    tell("cancelling: %d", async_cancelling(waiter));
    return NULL;
}

static void *at_the_end_of_a_failure(void *unused)
{
    struct async_task waiter = waiter_of(START("task", 1, "broken"), 9);

    async_await(task, NULL);
    async_cancel(waiter);
    tell_end(waiter);
    return NULL;
}

/* The limit has passed in this pass, before or after the cancellation. */
static void *at_the_limit(void *unused)
{
    struct async_task waiter = waiter_of(START("task", 9, NULL, 1), 1);

    async_sleep(1);
    async_cancel(waiter);
    tell_end(waiter);
    return NULL;
}

static void *cancel_it(void *waiter)
{
    tell("cancel");
    async_cancel(*(struct async_task *)waiter);
    return NULL;
}

static void *right_before_the_limit(void *unused)
{
    struct async_task waiter;

    async_call_later(1, cancel_it, &waiter);
    waiter = waiter_of(START("task", 9), 1);
    tell_end(waiter);
    return NULL;
}

static void *before_it_begins(void *unused)
{
    struct async_task waiter = waiter_of(START("task", 1), 9);

    async_cancel(waiter);
    tell_end(waiter);
    tell_end(task);
    return NULL;
}

static void *cancels_itself(void *unused)
{
    struct worker worker = { "worker", 2 };

    async_cancel(async_current_task());
    tell("%s", how(async_wait_for(async_coroutine("worker", work, &worker), 9, NULL)));
    tell("%s", how(async_wait_for(async_coroutine("worker", work, &worker), 9, NULL)));
    return NULL;
}

PLAY(SCENE(before), SCENE(at_the_end), SCENE(at_the_end_of_a_failure),
     SCENE(at_the_limit), SCENE(right_before_the_limit), SCENE(before_it_begins),
     SCENE(cancels_itself))
