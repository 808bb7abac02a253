/* SPDX-License-Identifier: MIT */
/* When main ends: which callbacks still have their turn.  The loop makes one pass more,
 * then as many as it takes to cancel what is left, to close generators and to give back
 * the threads: four at least. */
#include "tell.h"

static void *chain(void *left)
{
    int *n = left;

    tell("callback, %d", *n);
    if (--*n > 0)
        async_call_soon(chain, n);
    return NULL;
}

static void *how_many_passes(void *unused)
{
    static int n;

    n = 20;
    async_call_soon(chain, &n);
    tell("main ends");
    return NULL;
}

static void *how_many_with_tasks_left(void *unused)
{
    static int n;

    n = 20;
    async_forget(START("a", 9));
    async_sleep(0);
    async_call_soon(chain, &n);
    tell("main ends");
    return NULL;
}

static void note(struct async_task task, void *text)
{
    tell("%s", (char *)text);
}

static void *note_it(void *text)
{
    tell("%s", (char *)text);
    return NULL;
}

static void *of_tasks_that_are_left(void *unused)
{
    struct async_task a = START("a", 9, NULL, 1), b = START("b", 9);

    async_add_done_callback(a, note, "a is done");
    async_add_done_callback(b, note, "b is done");
    async_call_later(1.5, note_it, "while a tidies");
    async_call_later(3, note_it, "never");
    async_sleep(1);
    tell("main ends");
    return NULL;
}

static void *of_main(void *unused)
{
    async_add_done_callback(async_current_task(), note, "main is done");
    async_call_later(0, note_it, "due now");
    async_call_later(1, note_it, "never");
    tell("main ends");
    return NULL;
}

static void *leave_value(void *unused)
{
    async_yield("value", NULL);
    async_sleep(0);
    return async_return(-ASYNC_ECLOSED);
}

static void *how_many_with_a_generator(void *unused)
{
    static int n;

    n = 20;
    async_next(async_generator("open", leave_value, NULL), NULL);
    async_call_soon(chain, &n);
    tell("main ends");
    return NULL;
}

PLAY(SCENE(how_many_passes), SCENE(how_many_with_tasks_left),
     SCENE(of_tasks_that_are_left), SCENE(of_main), SCENE(how_many_with_a_generator))
