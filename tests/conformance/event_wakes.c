/* SPDX-License-Identifier: MIT */
/* Events: wake all, in order; set and cleared at once; cancelled waiters. */
#include "tell.h"

static struct async_event event;

static void *wait_for_it(void *name)
{
    int rc = async_event_wait(&event);

    tell("%s: %s, set: %s", (const char *)name, how(rc),
         async_event_is_set(&event) ? "True" : "False");
    return async_return(rc);
}

static struct async_task a, b;

static void begin(void)
{
    async_event_init(&event, "event");
    a = async_create_task("a", wait_for_it, "a");
    b = async_create_task("b", wait_for_it, "b");
    async_sleep(0);
}

static void *all_in_order(void *unused)
{
    begin();
    async_sleep(1);
    async_event_set(&event);
    async_event_set(&event);
    tell("set");
    tell("late: %s", how(async_event_wait(&event)));
    async_await(b, NULL);
    return NULL;
}

/* Who waits is woken all the same. */
static void *set_and_cleared_at_once(void *unused)
{
    begin();
    async_event_set(&event);
    async_event_clear(&event);
    tell("set: %s", async_event_is_set(&event) ? "True" : "False");
    async_await(b, NULL);
    struct async_timeout scope;
    async_timeout_begin(&scope, 1);
    int rc = async_timeout_end(&scope, async_event_wait(&event));
    tell("late: %s", how(rc));
    return NULL;
}

static void *cancelled(void *unused)
{
    begin();
    async_cancel(a);
    async_event_set(&event);
    async_event_clear(&event);
    tell_end(a);
    tell_end(b);
    return NULL;
}

static void *cancelled_when_woken(void *unused)
{
    begin();
    async_event_set(&event);
    async_cancel(a);
    tell_end(a);
    tell_end(b);
    return NULL;
}

static void *set_twice_between_turns(void *unused)
{
    begin();
    async_event_set(&event);
    async_event_clear(&event);
    async_event_set(&event);
    async_await(b, NULL);
    return NULL;
}

PLAY(SCENE(all_in_order), SCENE(set_and_cleared_at_once), SCENE(cancelled),
     SCENE(cancelled_when_woken), SCENE(set_twice_between_turns))
