/* SPDX-License-Identifier: MIT */
/* Time-out scopes at their edges: no time, no limit, the past, a body that ends then. */
#include "tell.h"

#define WITHIN(seconds, body) \
    do { \
        async_timeout_begin(&scope, seconds); \
        tell_scope(async_timeout_end(&scope, body)); \
    } while (0)

static struct async_timeout scope;

static const char *expired(void)
{
    return async_timeout_expired(&scope) ? "True" : "False";
}

static void tell_scope(int rc)
{
    tell("scope: %s, expired: %s", how(rc), expired());
    tell("cancelling: %d", async_cancelling(async_current_task()));
}

static int nothing(void)
{
    tell("body");
    return 0;
}

static void *no_time(void *unused)
{
    WITHIN(0, nothing());
    WITHIN(-1, nothing());
    WITHIN(0, async_sleep(0));
    WITHIN(-1, async_sleep(0));
    WITHIN(0, async_sleep(1));
    return NULL;
}

static int twice(void)
{
    tell("first: %s", how(async_sleep(0)));
    tell("second: %s", how(async_sleep(0)));
    return 0;
}

static void *two_turns(void *unused)
{
    WITHIN(0, twice());
    return NULL;
}

static void *no_limit(void *unused)
{
    WITHIN(ASYNC_FOREVER, async_sleep(5));
    return NULL;
}

static void *ends_at_the_limit(void *unused)
{
    WITHIN(1, async_sleep(1));
    struct async_task task = START("task", 1);
    async_sleep(0);
    WITHIN(1, async_await(task, NULL));
    return NULL;
}

static int fails(void)
{
    return async_sleep(9) < 0 ? async_set_error(ASYNC_EUSER, "clean-up") : 0;
}

static void *fails_at_the_limit(void *unused)
{
    WITHIN(1, fails());
    return NULL;
}

static int swallow(void)
{
    if (async_sleep(9) == -ECANCELED)
        tell("swallowed");
    return 0;
}

static int go_on(void)
{
    swallow();
    async_sleep(1);
    tell("went on");
    return 0;
}

static void *swallows(void *unused)
{
    WITHIN(1, swallow());
    WITHIN(1, go_on());
    return NULL;
}

static int put_back(void)
{
    double now = async_time();

    async_timeout_reschedule(&scope, now - 1);
    tell("when: %g, expired: %s", async_timeout_when(&scope) - now, expired());
    tell("first: %s", how(async_sleep(0)));
    tell("again: %s", how(async_timeout_reschedule(&scope, now + 1)));
    return async_sleep(1);
}

static void *to_the_past(void *unused)
{
    WITHIN(5, put_back());
    tell("after: %s", how(async_timeout_reschedule(&scope, 9)));
    return NULL;
}

static int take_limit_away(void)
{
    async_timeout_reschedule(&scope, ASYNC_FOREVER);
    async_sleep(2);
    async_timeout_reschedule(&scope, async_time() + 1);
    return async_sleep(2);
}

static void *to_never_and_back(void *unused)
{
    WITHIN(1, take_limit_away());
    WITHIN(1, async_sleep(0));
    tell("after: %s", how(async_timeout_reschedule(&scope, 9)));
    return NULL;
}

static int cancel_oneself(void)
{
    async_cancel_with(async_current_task(), "by itself");
    return async_sleep(0);
}

static int cancel_oneself_late(void)
{
    async_sleep(9);
    return cancel_oneself();
}

static void *cancels_itself(void *unused)
{
    WITHIN(1, cancel_oneself());
    async_uncancel(async_current_task());
    WITHIN(1, cancel_oneself_late());
    return NULL;
}

PLAY(SCENE(no_time), SCENE(two_turns), SCENE(no_limit), SCENE(ends_at_the_limit),
     SCENE(fails_at_the_limit), SCENE(swallows), SCENE(to_the_past),
     SCENE(to_never_and_back), SCENE(cancels_itself))
