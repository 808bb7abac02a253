/* SPDX-License-Identifier: MIT */
/* call_soon, call_later, call_at: their order among themselves and among tasks. */
#include "tell.h"

static void *note(void *text)
{
    tell("%s", (const char *)text);
    return NULL;
}

static void *note_and_call(void *text)
{
    tell("%s", (const char *)text);
    async_call_soon(note, "called from a callback");
    return NULL;
}

static void *soon(void *unused)
{
    async_call_soon(note, "1");
    async_call_soon(note_and_call, "2");
    async_call_soon(note, "3");
    tell("main gives way");
    async_sleep(0);
    tell("main is back");
    async_sleep(0);
    tell("main ends");
    return NULL;
}

static void *step(void *name)
{
    for (int i = 1; i <= 3; i++) {
        tell("%s %d", (const char *)name, i);
        async_sleep(0);
    }
    return NULL;
}

static void *among_tasks(void *unused)
{
    struct async_task a = async_create_task("a", step, "a");
    async_call_soon(note_and_call, "callback");
    struct async_task b = async_create_task("b", step, "b");
    async_await(a, NULL);
    async_await(b, NULL);
    return NULL;
}

static void *later(void *unused)
{
    double begin = async_time();

    async_call_later(2, note, "later 2");
    async_call_later(1, note, "later 1, set first");
    async_call_at(begin + 1, note, "at 1, set second");
    async_call_later(0, note, "later 0");
    async_call_soon(note, "soon");
    async_call_later(-1, note, "later -1");
    async_call_at(begin - 1, note, "at -1");
    async_sleep(1);
    tell("slept");
    async_sleep(1);
    tell("slept");
    return NULL;
}

/* A timer that is due waits for those that are ready. */
static void *behind_what_is_ready(void *unused)
{
    async_call_later(1, note, "timer");
    async_blocking_sleep(1);
    struct async_task a = async_create_task("a", step, "a");
    async_call_soon(note, "soon");
    async_await(a, NULL);
    return NULL;
}

static void *block(void *unused)
{
    tell("blocks");
    async_blocking_sleep(2);
    return NULL;
}

/* All that fell due meanwhile come in the order of their times. */
static void *fallen_due_together(void *unused)
{
    async_call_later(1, block, NULL);
    async_call_later(2.5, note, "2.5");
    async_call_later(2, note, "2");
    async_call_later(1.5, note, "1.5");
    async_call_later(2, note, "2 again");
    async_sleep(4);
    return NULL;
}

static void *cancelled(void *unused)
{
    struct async_handle soon_one = async_call_soon(note, "not this");
    struct async_handle later_one = async_call_later(1, note, "nor this");
    struct async_handle kept = async_call_later(1, note, "but this");

    async_handle_cancel(soon_one);
    async_sleep(0.5);
    async_handle_cancel(later_one);
    tell("cancelled: %s", async_handle_cancelled(kept) ? "True" : "False");
    async_sleep(1);
    async_handle_cancel(kept);
    return NULL;
}

static struct async_handle victim;

static void *cancel_victim(void *text)
{
    tell("%s", (const char *)text);
    async_handle_cancel(victim);
    return NULL;
}

/* In the very pass in which it would have run. */
static void *cancelled_at_the_last_moment(void *unused)
{
    async_call_later(1, cancel_victim, "cancels");
    victim = async_call_later(1, note, "not this");
    async_sleep(2);
    async_call_soon(cancel_victim, "cancels");
    victim = async_call_soon(note, "nor this");
    async_sleep(0);
    return NULL;
}

PLAY(SCENE(soon), SCENE(among_tasks), SCENE(later), SCENE(behind_what_is_ready),
     SCENE(fallen_due_together), SCENE(cancelled), SCENE(cancelled_at_the_last_moment))
