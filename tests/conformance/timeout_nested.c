/* SPDX-License-Identifier: MIT */
/* One time-out in another: which of them it was, also when both fall together. */
#include "tell.h"

static void tell_scope(const char *name, const struct async_timeout *scope, int rc)
{
    tell("%s: %s, expired: %s", name, how(rc),
         async_timeout_expired(scope) ? "True" : "False");
}

static void nest(double outer_limit, double inner_limit, double seconds)
{
    struct async_timeout outer, inner;

    async_timeout_begin(&outer, outer_limit);
    async_timeout_begin(&inner, inner_limit);
    int rc = async_timeout_end(&inner, async_sleep(seconds));
    tell_scope("inner", &inner, rc);
    rc = async_timeout_end(&outer, rc);
    tell_scope("outer", &outer, rc);
    tell("cancelling: %d", async_cancelling(async_current_task()));
}

static void *neither(void *unused)
{
    nest(3, 2, 1);
    return NULL;
}

static void *inner_first(void *unused)
{
    nest(3, 1, 9);
    return NULL;
}

static void *outer_first(void *unused)
{
    nest(1, 3, 9);
    return NULL;
}

static void *both_at_one_instant(void *unused)
{
    nest(1, 1, 9);
    nest(0, 0, 9);
    return NULL;
}

/* The inner one's failure is answered within the outer one. */
static void *recovered_inside(void *unused)
{
    struct async_timeout outer, inner;

    async_timeout_begin(&outer, 3);
    async_timeout_begin(&inner, 1);
    int rc = async_timeout_end(&inner, async_sleep(9));
    tell_scope("inner", &inner, rc);
    rc = async_sleep(1);
    tell("recovered: %s", how(rc));
    rc = async_timeout_end(&outer, async_sleep(9));
    tell_scope("outer", &outer, rc);
    return NULL;
}

/* Both expire while the thread is blocked. */
static void *blocked_past_both(void *unused)
{
    struct async_timeout outer, inner;

    async_timeout_begin(&outer, 2);
    async_timeout_begin(&inner, 1);
    async_blocking_sleep(3);
    int rc = async_timeout_end(&inner, async_sleep(1));
    tell_scope("inner", &inner, rc);
    rc = async_timeout_end(&outer, rc);
    tell_scope("outer", &outer, rc);
    return NULL;
}

/* The inner one's clean-up takes so long that the outer one expires. */
static void *outer_during_clean_up(void *unused)
{
    struct async_timeout outer, inner;

    async_timeout_begin(&outer, 2);
    async_timeout_begin(&inner, 1);
    int rc = async_sleep(9);
    tell("first: %s", how(rc));
    tell("clean-up: %s", how(async_sleep(9)));
    rc = async_timeout_end(&inner, rc);
    tell_scope("inner", &inner, rc);
    rc = async_timeout_end(&outer, rc);
    tell_scope("outer", &outer, rc);
    return NULL;
}

static void *around_wait_for(void *unused)
{
    struct async_timeout scope;
    struct worker worker = { "worker", 9 };

    async_timeout_begin(&scope, 1);
    int rc = async_wait_for(async_coroutine("worker", work, &worker), 1, NULL);
    tell("wait_for: %s", how(rc));
    rc = async_timeout_end(&scope, rc);
    tell_scope("scope", &scope, rc);
    return NULL;
}

PLAY(SCENE(neither), SCENE(inner_first), SCENE(outer_first), SCENE(both_at_one_instant),
     SCENE(recovered_inside), SCENE(blocked_past_both), SCENE(outer_during_clean_up),
     SCENE(around_wait_for))
