/* SPDX-License-Identifier: MIT */
/* wait_for, too late: it waits for the end of what it cancels, and for what comes out. */
#include "tell.h"

static void *stubborn(void *unused)
{
    int rc = async_sleep(9);

    tell("stubborn: %s", how(rc));
    async_sleep(2);
    return "value";
}

static void *swallows_and_returns(void *unused)
{
    void *result = NULL;
    int rc = async_wait_for(async_coroutine("stubborn", stubborn, NULL), 1, &result);

    tell("%s %s", how(rc), (char *)result);
    return NULL;
}

static void *fails_while_it_is_cancelled(void *unused)
{
    struct worker worker = { "worker", 9, "no clean-up", 1 };
    int rc = async_wait_for(async_coroutine("worker", work, &worker), 1, NULL);

    tell("%s", how(rc));
    return NULL;
}

static void *swallow_twice(void *unused)
{
    async_sleep(9);
    tell("once");
    async_sleep(9);
    tell("twice");
    return "still here";
}

static void *wait_for_it(void *unused)
{
    void *result = NULL;
    int rc = async_wait_for(async_coroutine("twice", swallow_twice, NULL), 1, &result);

    tell("wait_for: %s %s", how(rc), result ? (char *)result : "");
    return async_return(rc);
}

/* Cancelled while it waits for the clean-up: it does not wait any longer. */
static void *cancelled_in_the_clean_up(void *unused)
{
    struct async_task waiter = async_create_task("waiter", wait_for_it, NULL);

    async_sleep(2);
    async_cancel(waiter);
    tell_end(waiter);
    return NULL;
}

static void *nested(void *unused)
{
    int rc = async_wait_for(async_coroutine("inner", wait_for_it, NULL), 0.5, NULL);

    tell("outer: %s", how(rc));
    return NULL;
}

static void *of_a_shield(void *unused)
{
    struct async_task task = START("task", 3);
    int rc = async_wait_for(async_shield_future(task), 1, NULL);

    tell("%s", how(rc));
    tell_end(task);
    return NULL;
}

static void *of_a_gather(void *unused)
{
    struct async_task tasks[] = { START("a", 1), START("b", 9, NULL, 1) };
    int rc = async_wait_for(async_gather_future(tasks, 2, 0), 2, NULL);

    tell("%s", how(rc));
    tell("cancelled: %s", async_cancelled(tasks[1]) ? "True" : "False");
    return NULL;
}

PLAY(SCENE(swallows_and_returns), SCENE(fails_while_it_is_cancelled),
     SCENE(cancelled_in_the_clean_up), SCENE(nested), SCENE(of_a_shield),
     SCENE(of_a_gather))
