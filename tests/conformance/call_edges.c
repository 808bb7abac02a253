/* SPDX-License-Identifier: MIT */
/* Callbacks of the loop: equal times, the past, cancelled by each other, added by them. */
#include <stdint.h>

#include "tell.h"

static void *say(void *text)
{
    tell("%s", (char *)text);
    return NULL;
}

static void *equal_times(void *unused)
{
    double now = async_time();

    async_call_at(now + 1, say, "at, first");
    async_call_later(1, say, "later, second");
    async_call_at(now + 1, say, "at, third");
    async_call_later(0.5, say, "earlier");
    START("task", 1);
    async_sleep(1);
    tell("main");
    return NULL;
}

static void tell_turns(int n)
{
    for (int i = 0; i < n; i++) {
        async_sleep(0);
        tell("turn %d", i);
    }
}

static void *the_past_and_now(void *unused)
{
    double now = async_time();

    async_call_soon(say, "soon");
    async_call_later(0, say, "later 0");
    async_call_later(-1, say, "later -1");
    async_call_at(now, say, "at now");
    async_call_at(now - 2, say, "at -2");
    tell_turns(4);
    return NULL;
}

static void *after_a_block(void *unused)
{
    double now = async_time();

    async_call_at(now + 2, say, "two");
    async_call_at(now + 1, say, "one");
    async_call_at(now + 3, say, "three");
    async_call_soon(say, "soon");
    async_blocking_sleep(2);
    async_sleep(0);
    tell("main");
    async_sleep(0);
    tell("main");
    async_sleep(2);
    return NULL;
}

static struct async_handle handle;

static void *cancel(void *unused)
{
    async_handle_cancel(handle);
    tell("cancelled: %s", async_handle_cancelled(handle) ? "True" : "False");
    return NULL;
}

static void *cancelled_by_another(void *unused)
{
    async_call_later(1, cancel, NULL);
    handle = async_call_later(1, say, "never");
    async_call_later(1, say, "third");
    async_sleep(2);
    async_call_soon(cancel, NULL);
    handle = async_call_soon(say, "never");
    async_call_soon(say, "third");
    async_sleep(0);
    handle = async_call_soon(say, "ran");
    async_sleep(0);
    async_handle_cancel(handle);
    return NULL;
}

static void *add(void *n)
{
    tell("callback %d", (int)(intptr_t)n);
    if ((intptr_t)n < 3)
        async_call_soon(add, (void *)((intptr_t)n + 1));
    return NULL;
}

static void *add_now(void *unused)
{
    tell("adds");
    async_call_later(0, say, "added later");
    async_call_soon(say, "added");
    async_call_soon(say, "added, too");
    return NULL;
}

static void *added_by_another(void *unused)
{
    async_call_soon(add, NULL);
    tell_turns(5);
    async_call_soon(add_now, NULL);
    async_call_soon(say, "behind");
    tell_turns(4);
    return NULL;
}

static void *fail(void *unused)
{
    tell("fails");
    return async_fail(ASYNC_EUSER, "broken");
}

static void *one_that_fails(void *unused)
{
    async_call_soon(fail, NULL);
    async_call_soon(say, "behind");
    async_sleep(0);
    tell("main");
    return NULL;
}

static void *make(void *unused)
{
    START("made", 1);
    tell("%s", async_current_task().id == 0 ? "None" : "some");
    return NULL;
}

static void *one_that_makes_tasks(void *unused)
{
    START("before");
    async_call_soon(make, NULL);
    START("after");
    async_sleep(0);
    tell("main");
    async_sleep(2);
    return NULL;
}

static void *cancel_it(void *task)
{
    async_cancel(*(struct async_task *)task);
    return NULL;
}

static void *one_that_cancels(void *unused)
{
    struct async_task task = START("task", 9), me = async_current_task();

    async_call_later(1, cancel_it, &task);
    async_call_later(1, say, "behind");
    tell_end(task);
    async_call_soon(cancel_it, &me);
    tell("%s", how(async_sleep(0)));
    tell("%s", how(async_sleep(0)));
    async_uncancel(me);
    async_call_soon(cancel_it, &me);
    tell("%s", how(async_sleep(1)));
    return NULL;
}

static struct async_event over = ASYNC_EVENT("over");

static void *tick(void *unused)
{
    static int count;

    tell("tick %d", ++count);
    if (count < 4)
        async_call_later(1, tick, NULL);
    else
        async_event_set(&over);
    return NULL;
}

static void *periodic(void *unused)
{
    async_call_soon(tick, NULL);
    return async_return(async_event_wait(&over));
}

PLAY(SCENE(equal_times), SCENE(the_past_and_now), SCENE(after_a_block),
     SCENE(cancelled_by_another), SCENE(added_by_another), SCENE(one_that_fails),
     SCENE(one_that_makes_tasks), SCENE(one_that_cancels), SCENE(periodic))
