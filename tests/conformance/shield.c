/* SPDX-License-Identifier: MIT */
/* shield: the waiter's cancellation does not reach the task; the task's own does reach
 * the waiter. */
#include "tell.h"

static struct async_task inner;

static void *shielded(void *unused)
{
    void *result = NULL;
    int rc = async_shield(inner, &result);

    tell("shield: %s %s", how(rc), result ? (char *)result : "");
    return async_return(rc);
}

static struct async_task shield_of(struct async_task task)
{
    inner = task;
    return async_create_task("waiter", shielded, NULL);
}

static void *nothing_happens(void *unused)
{
    tell_end(shield_of(START("inner", 1)));
    tell_end(shield_of(START("inner", 1, "broken")));
    return NULL;
}

static void *the_waiter_is_cancelled(void *unused)
{
    struct async_task waiter = shield_of(START("inner", 3));

    async_sleep(1);
    async_cancel(waiter);
    tell_end(waiter);
    tell("inner cancelling: %d", async_cancelling(inner));
    tell_end(inner);
    return NULL;
}

static void *the_task_is_cancelled(void *unused)
{
    struct async_task waiter = shield_of(START("inner", 3));

    async_sleep(1);
    async_cancel(inner);
    tell_end(waiter);
    tell("waiter cancelling: %d", async_cancelling(waiter));
    return NULL;
}

/* The task ends, and in the same pass the waiter is cancelled. */
static void *both_at_one_instant(void *unused)
{
    struct async_task waiter = shield_of(START("inner", 1));

    async_await(inner, NULL);
    async_cancel(waiter);
    tell_end(waiter);
    return NULL;
}

static void *the_waiter_first_then_the_task_fails(void *unused)
{
    struct async_task waiter = shield_of(START("inner", 2, "broken"));

    async_sleep(1);
    async_cancel(waiter);
    tell_end(waiter);
    tell_end(inner);
    return NULL;
}

static void *a_coroutine_runs_on(void *unused)
{
    struct worker worker = { "worker", 2 };
    struct async_timeout scope;

    async_timeout_begin(&scope, 1);
    int rc = async_shield(async_coroutine("worker", work, &worker), NULL);
    tell("%s", how(async_timeout_end(&scope, rc)));
    async_sleep(2);
    return NULL;
}

static void *done_already(void *unused)
{
    struct async_task task = START("task"), gone = START("gone", 9);

    async_await(task, NULL);
    async_cancel(gone);
    async_await(gone, NULL);
    tell("%s", how(async_shield(task, NULL)));
    tell("%s", how(async_shield(gone, NULL)));
    tell("the same: %s", async_shield_future(task).id == task.id ? "True" : "False");
    return NULL;
}

static void *as_a_future(void *unused)
{
    struct async_task task = START("task", 2);
    struct async_task outer = async_shield_future(task);

    async_sleep(1);
    tell("cancel: %s", async_cancel(outer) ? "True" : "False");
    tell("cancelled: %s %s", async_cancelled(outer) ? "True" : "False",
         async_cancelled(task) ? "True" : "False");
    tell("%s", how(async_await(outer, NULL)));
    tell_end(task);
    return NULL;
}

PLAY(SCENE(nothing_happens), SCENE(the_waiter_is_cancelled),
     SCENE(the_task_is_cancelled), SCENE(both_at_one_instant),
     SCENE(the_waiter_first_then_the_task_fails), SCENE(a_coroutine_runs_on),
     SCENE(done_already), SCENE(as_a_future))
