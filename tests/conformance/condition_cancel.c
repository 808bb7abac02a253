/* SPDX-License-Identifier: MIT */
/* Who waits for a condition is cancelled: before, when notified, while it wants the
 * lock back.  It has the lock whatever happens. */
#include "tell.h"

static struct async_condition condition;

static void *wait_once(void *name)
{
    async_condition_acquire(&condition);
    int rc = async_condition_wait(&condition);
    tell("%s: %s, locked: %s", (const char *)name, how(rc),
         async_condition_locked(&condition) ? "True" : "False");
    async_condition_release(&condition);
    return async_return(rc);
}

static struct async_task a, b;

static void begin(void)
{
    async_condition_init(&condition, "condition", NULL);
    a = async_create_task("a", wait_once, "a");
    b = async_create_task("b", wait_once, "b");
    async_sleep(0);
}

static void notify(int n)
{
    async_condition_acquire(&condition);
    async_condition_notify(&condition, n);
    async_condition_release(&condition);
}

static void *before_it_is_notified(void *unused)
{
    begin();
    async_cancel(a);
    notify(1);
    tell_end(a);
    tell_end(b);
    return NULL;
}

/* The notification is lost: it went to a, which does not go on. */
static void *when_it_was_notified(void *unused)
{
    begin();
    notify(1);
    async_cancel(a);
    tell_end(a);
    tell("b is done: %s", async_done(b) ? "True" : "False");
    notify(1);
    tell_end(b);
    return NULL;
}

static void *while_it_wants_the_lock(void *unused)
{
    begin();
    async_condition_acquire(&condition);
    async_condition_notify(&condition, 1);
    async_sleep(1);
    async_cancel_with(a, "text");
    tell("cancelled");
    async_sleep(1);
    async_cancel(a);
    async_sleep(1);
    tell("a is done: %s", async_done(a) ? "True" : "False");
    async_condition_release(&condition);
    tell_end(a);
    notify(1);
    tell_end(b);
    return NULL;
}

static void *cancelled_and_then_wants_the_lock(void *unused)
{
    begin();
    async_condition_acquire(&condition);
    async_cancel_with(a, "text");
    async_sleep(1);
    tell("a is done: %s", async_done(a) ? "True" : "False");
    async_condition_notify(&condition, 1);
    async_condition_release(&condition);
    tell_end(a);
    tell_end(b);
    return NULL;
}

static void *with_a_limit(void *unused)
{
    struct async_timeout scope;

    async_condition_init(&condition, "condition", NULL);
    async_condition_acquire(&condition);
    async_timeout_begin(&scope, 1);
    int rc = async_timeout_end(&scope, async_condition_wait(&condition));
    tell("%s, locked: %s", how(rc), async_condition_locked(&condition) ? "True" : "False");
    async_condition_release(&condition);
    return NULL;
}

PLAY(SCENE(before_it_is_notified), SCENE(when_it_was_notified),
     SCENE(while_it_wants_the_lock), SCENE(cancelled_and_then_wants_the_lock),
     SCENE(with_a_limit))
