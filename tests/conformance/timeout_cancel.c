/* SPDX-License-Identifier: MIT */
/* A task cancelled from outside while a time-out is open: which of them is told. */
#include "tell.h"

static double limit;

static void *scoped(void *unused)
{
    struct async_timeout scope;

    async_timeout_begin(&scope, limit);
    int rc = async_sleep(9);
    tell("inside: %s", how(rc));
    rc = async_timeout_end(&scope, rc);
    tell("outside: %s, expired: %s", how(rc),
         async_timeout_expired(&scope) ? "True" : "False");
    tell("cancelling: %d", async_cancelling(async_current_task()));
    return async_return(rc);
}

static struct async_task start_scoped(double seconds)
{
    limit = seconds;
    return async_create_task("scoped", scoped, NULL);
}

static void *before_the_limit(void *unused)
{
    struct async_task task = start_scoped(2);

    async_sleep(1);
    async_cancel(task);
    tell_end(task);
    return NULL;
}

static void *cancel_it(void *task)
{
    tell("cancel");
    async_cancel(*(struct async_task *)task);
    return NULL;
}

/* At one instant: first the cancellation, then the limit. */
static void *right_before_the_limit(void *unused)
{
    struct async_task task;

    async_call_later(1, cancel_it, &task);
    task = start_scoped(1);
    tell_end(task);
    return NULL;
}

static void *right_after_the_limit(void *unused)
{
    struct async_task task = start_scoped(1);

    async_sleep(0);
    async_call_later(1, cancel_it, &task);
    tell_end(task);
    return NULL;
}

/* A request that stood before the scope began is none of its. */
static void *asked_before_it_began(void *unused)
{
    struct async_timeout scope;

    async_cancel(async_current_task());
    tell("before: %s", how(async_sleep(1)));
    async_timeout_begin(&scope, 1);
    int rc = async_timeout_end(&scope, async_sleep(9));
    tell("%s", how(rc));
    tell("cancelling: %d", async_cancelling(async_current_task()));
    return NULL;
}

static void *pending_when_it_began(void *unused)
{
    struct async_timeout scope;

    async_cancel(async_current_task());
    async_timeout_begin(&scope, 1);
    int rc = async_timeout_end(&scope, async_sleep(9));
    tell("%s, expired: %s", how(rc), async_timeout_expired(&scope) ? "True" : "False");
    return NULL;
}

static void *cancels_in_clean_up(void *unused)
{
    struct async_timeout scope;

    async_timeout_begin(&scope, 1);
    int rc = async_sleep(9);
    async_cancel(async_current_task());
    rc = async_timeout_end(&scope, rc);
    tell("%s", how(rc));
    tell("then: %s", how(async_sleep(0)));
    return NULL;
}

PLAY(SCENE(before_the_limit), SCENE(right_before_the_limit),
     SCENE(right_after_the_limit), SCENE(asked_before_it_began),
     SCENE(pending_when_it_began), SCENE(cancels_in_clean_up))
