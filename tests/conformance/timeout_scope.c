/* SPDX-License-Identifier: MIT */
/* Time-out scopes: in time, too late, no time at all; what they tell of themselves. */
#include "tell.h"

static int sleep_within(double limit, double seconds)
{
    struct async_timeout scope;

    async_timeout_begin(&scope, limit);
    int rc = async_sleep(seconds);
    tell("inside: %s", how(rc));
    rc = async_timeout_end(&scope, rc);
    tell("outside: %s, expired: %s", how(rc),
         async_timeout_expired(&scope) ? "True" : "False");
    return rc;
}

static void *in_time_and_late(void *unused)
{
    sleep_within(2, 1);
    sleep_within(1, 2);
    sleep_within(ASYNC_FOREVER, 1);
    tell("cancelling: %d", async_cancelling(async_current_task()));
    return NULL;
}

static void *no_time(void *unused)
{
    sleep_within(0, 1);
    sleep_within(-1, 1);
    sleep_within(0, 0);
    return NULL;
}

static void *at_one_instant(void *unused)
{
    sleep_within(1, 1);
    return NULL;
}

static void *when(void *unused)
{
    struct async_timeout scope;
    double begin = async_time();

    async_timeout_begin(&scope, 2);
    tell("%g", async_timeout_when(&scope) - begin);
    async_timeout_end(&scope, 0);
    async_timeout_begin_at(&scope, begin + 1.5);
    tell("%g", async_timeout_when(&scope) - begin);
    int rc = async_timeout_end(&scope, async_sleep(3));
    tell("%s", how(rc));
    return NULL;
}

/* Expired, but the body went another way. */
static void *failed_on_its_way_out(void *unused)
{
    struct async_timeout scope;

    async_timeout_begin(&scope, 1);
    async_sleep(2);
    int rc = async_timeout_end(&scope, async_set_error(ASYNC_EUSER, "something else"));
    tell("%s, expired: %s", how(rc), async_timeout_expired(&scope) ? "True" : "False");
    tell("cancelling: %d", async_cancelling(async_current_task()));
    return NULL;
}

static void *swallowed_inside(void *unused)
{
    struct async_timeout scope;

    async_timeout_begin(&scope, 1);
    tell("inside: %s", how(async_sleep(2)));
    async_sleep(1);
    tell("goes on");
    int rc = async_timeout_end(&scope, 0);
    tell("%s, expired: %s", how(rc), async_timeout_expired(&scope) ? "True" : "False");
    return NULL;
}

/* It takes no wait to be late. */
static void *blocked(void *unused)
{
    struct async_timeout scope;

    async_timeout_begin(&scope, 1);
    async_blocking_sleep(2);
    tell("blocked");
    int rc = async_timeout_end(&scope, 0);
    tell("%s, expired: %s", how(rc), async_timeout_expired(&scope) ? "True" : "False");
    async_timeout_begin(&scope, 1);
    async_blocking_sleep(2);
    rc = async_timeout_end(&scope, async_sleep(0));
    tell("%s, expired: %s", how(rc), async_timeout_expired(&scope) ? "True" : "False");
    return NULL;
}

static void *around_a_task(void *unused)
{
    struct async_task task = START("task", 9, NULL, 1);
    struct async_timeout scope;

    async_timeout_begin(&scope, 1);
    int rc = async_timeout_end(&scope, async_await(task, NULL));
    tell("%s", how(rc));
    tell("cancelled: %s", async_cancelled(task) ? "True" : "False");
    return NULL;
}

PLAY(SCENE(in_time_and_late), SCENE(no_time), SCENE(at_one_instant), SCENE(when),
     SCENE(failed_on_its_way_out), SCENE(swallowed_inside), SCENE(blocked),
     SCENE(around_a_task))
