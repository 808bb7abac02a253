/* SPDX-License-Identifier: MIT */
/* A time-out moved: later, sooner, into the past, to never; and when it is too late. */
#include "tell.h"

static double began;

static void begin(struct async_timeout *scope, double seconds)
{
    began = async_time();
    async_timeout_begin(scope, seconds);
}

static void move(struct async_timeout *scope, double when)
{
    tell("reschedule: %s", how(async_timeout_reschedule(scope, began + when)));
}

static void end(struct async_timeout *scope, int rc)
{
    rc = async_timeout_end(scope, rc);
    tell("%s, expired: %s", how(rc), async_timeout_expired(scope) ? "True" : "False");
}

static void *later(void *unused)
{
    struct async_timeout scope;

    begin(&scope, 1);
    move(&scope, 3);
    end(&scope, async_sleep(2));
    begin(&scope, 1);
    move(&scope, 3);
    end(&scope, async_sleep(9));
    return NULL;
}

static void *sooner(void *unused)
{
    struct async_timeout scope;

    begin(&scope, 5);
    async_sleep(1);
    move(&scope, 2);
    end(&scope, async_sleep(9));
    return NULL;
}

static void *into_the_past(void *unused)
{
    struct async_timeout scope;

    begin(&scope, 5);
    async_sleep(2);
    move(&scope, 1);
    tell("still inside");
    end(&scope, async_sleep(9));
    begin(&scope, 5);
    move(&scope, 0);
    end(&scope, 0);
    return NULL;
}

static void *to_never_and_back(void *unused)
{
    struct async_timeout scope;

    begin(&scope, 1);
    tell("reschedule: %s", how(async_timeout_reschedule(&scope, ASYNC_FOREVER)));
    int rc = async_sleep(2);
    tell("%s", how(rc));
    move(&scope, 3);
    end(&scope, async_sleep(9));
    return NULL;
}

static void *too_late(void *unused)
{
    struct async_timeout scope;

    begin(&scope, 1);
    int rc = async_sleep(2);
    move(&scope, 5);
    end(&scope, rc);
    move(&scope, 5);
    begin(&scope, 1);
    end(&scope, 0);
    move(&scope, 5);
    return NULL;
}

/* In the very pass in which it rings. */
static struct async_timeout shared;

static void *mover(void *unused)
{
    async_sleep(1);
    tell("reschedule: %s", how(async_timeout_reschedule(&shared, async_time() + 2)));
    return NULL;
}

static void *at_the_last_moment(void *unused)
{
    struct async_task task = async_create_task("mover", mover, NULL);

    async_sleep(0);
    async_timeout_begin(&shared, 1);
    end(&shared, async_sleep(9));
    async_await(task, NULL);
    return NULL;
}

PLAY(SCENE(later), SCENE(sooner), SCENE(into_the_past), SCENE(to_never_and_back),
     SCENE(too_late), SCENE(at_the_last_moment))
