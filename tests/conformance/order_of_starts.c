/* SPDX-License-Identifier: MIT */
/* Who begins when: tasks in order of creation, after whoever creates them gives way. */
#include "tell.h"

static void *creator_first(void *unused)
{
    struct async_task a = START("a"), b = START("b");

    tell("created");
    async_await(b, NULL);
    tell("b is done");
    async_await(a, NULL);
    return NULL;
}

static void *parent(void *unused)
{
    tell("parent begins");
    struct async_task child = START("child");
    tell("parent has a child");
    async_await(child, NULL);
    tell("parent ends");
    return NULL;
}

static void *children_queue_behind(void *unused)
{
    struct async_task p = async_create_task("parent", parent, NULL), q = START("q");

    async_await(p, NULL);
    async_await(q, NULL);
    return NULL;
}

static void *gather_starts_in_argument_order(void *unused)
{
    struct worker a = { "a" }, b = { "b" }, c = { "c" };
    struct async_task late = START("early");
    struct async_task tasks[] = {
        async_coroutine("c", work, &c), late, async_coroutine("a", work, &a),
        async_coroutine("b", work, &b)
    };

    async_gather(tasks, 4, NULL, 0);
    return NULL;
}

static void *note(void *text)
{
    tell("%s", (const char *)text);
    return NULL;
}

static void *callbacks_and_tasks_share_the_queue(void *unused)
{
    async_call_soon(note, "callback 1");
    struct async_task a = START("a");
    async_call_soon(note, "callback 2");
    struct async_task b = START("b", 1);
    async_call_later(0, note, "timer");
    async_await(a, NULL);
    tell("a is done");
    async_await(b, NULL);
    return NULL;
}

PLAY(SCENE(creator_first), SCENE(children_queue_behind),
     SCENE(gather_starts_in_argument_order),
     SCENE(callbacks_and_tasks_share_the_queue))
