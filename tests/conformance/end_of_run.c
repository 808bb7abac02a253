/* SPDX-License-Identifier: MIT */
/* When main ends: what is left is cancelled, in order of creation, and tidies up. */
#include "tell.h"

static void *in_order_of_creation(void *unused)
{
    async_forget(START("a", 9));
    async_forget(START("b", 9, NULL, 2));
    async_forget(START("c", 9, NULL, 1));
    async_sleep(1);
    async_forget(START("never begun", 1));
    tell("main ends");
    return NULL;
}

static void *main_fails(void *unused)
{
    async_forget(START("a", 9, NULL, 1));
    async_sleep(1);
    return async_fail(ASYNC_EUSER, "main's own");
}

static void *swallow(void *unused)
{
    tell("first: %s", how(async_sleep(9)));
    tell("second: %s", how(async_sleep(1)));
    return NULL;
}

static void *swallowed(void *unused)
{
    async_forget(async_create_task("swallow", swallow, NULL));
    async_sleep(1);
    tell("main ends");
    return NULL;
}

static void *clean_up_fails(void *unused)
{
    async_forget(START("a", 9, "no clean-up", 1));
    async_forget(START("b", 9, NULL, 2));
    async_sleep(1);
    tell("main ends");
    return NULL;
}

/* A waiter and what it waits for are both cancelled: that is asked twice. */
static void *waits_for(void *task)
{
    int rc = async_await(*(struct async_task *)task, NULL);

    tell("waiter: %s", how(rc));
    return async_return(rc);
}

static void *a_waiter_and_its_task(void *unused)
{
    static struct async_task task;

    task = START("task", 9, NULL, 1);
    async_forget(async_create_task("waiter", waits_for, &task));
    async_sleep(1);
    tell("main ends");
    return NULL;
}

static void *at_the_instant_of_the_end(void *unused)
{
    async_forget(START("a", 1));
    async_forget(START("b", 1));
    async_sleep(0);
    async_sleep(1);
    tell("main ends");
    return NULL;
}

static void *main_is_cancelled(void *unused)
{
    async_forget(START("a", 9));
    async_sleep(1);
    async_cancel_with(async_current_task(), "enough");
    return async_return(async_sleep(1));
}

static void *self_cancelled_at_its_end(void *unused)
{
    async_cancel(async_current_task());
    return NULL;
}

PLAY(SCENE(in_order_of_creation), SCENE(main_fails), SCENE(swallowed),
     SCENE(clean_up_fails), SCENE(a_waiter_and_its_task),
     SCENE(at_the_instant_of_the_end), SCENE(main_is_cancelled),
     SCENE(self_cancelled_at_its_end))
