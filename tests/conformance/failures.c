/* SPDX-License-Identifier: MIT */
/* Failures travel through awaits: of coroutines in place, of tasks, asked for twice. */
#include "tell.h"

static void *fail_now(void *text)
{
    return async_fail(ASYNC_EUSER, "%s", (char *)text);
}

static void *hand_on(void *text)
{
    int rc = async_await(async_coroutine("fails", fail_now, text), NULL);

    tell("handed on: %s", how(rc));
    return async_return(rc);
}

static void *through_coroutines(void *unused)
{
    int rc = async_await(async_coroutine("hands on", hand_on, "broken"), NULL);

    tell("%s", how(rc));
    return NULL;
}

static void *asked_for_twice(void *unused)
{
    struct async_task task = START("task", 1, "broken");

    tell_end(task);
    tell_end(task);
    return NULL;
}

static void *await_it(void *task)
{
    tell("awaiter: %s", how(async_await(*(struct async_task *)task, NULL)));
    return NULL;
}

static void *two_ask(void *unused)
{
    struct async_task task = START("task", 1, "broken");
    struct async_task a = async_create_task("a", await_it, &task);
    struct async_task b = async_create_task("b", await_it, &task);

    async_await(a, NULL);
    async_await(b, NULL);
    return NULL;
}

static void *answer_with_another(void *unused)
{
    async_await(async_coroutine("fails", fail_now, "the first"), NULL);
    return async_fail(ASYNC_EUSER, "the second");
}

static void *the_last_one_counts(void *unused)
{
    struct async_task task = async_create_task("task", answer_with_another, NULL);

    tell_end(task);
    return NULL;
}

static void *nothing(void *unused)
{
    return NULL;
}

static void *awaited_twice(void *unused)
{
    struct async_task coroutine = async_coroutine("coroutine", nothing, NULL);

    tell("%s", how(async_await(coroutine, NULL)));
    tell("%s", how(async_await(coroutine, NULL)));
    return NULL;
}

static void *main_hands_on(void *unused)
{
    struct async_task task = START("task", 1, "broken");

    return async_return(async_await(task, NULL));
}

PLAY(SCENE(through_coroutines), SCENE(asked_for_twice), SCENE(two_ask),
     SCENE(the_last_one_counts), SCENE(awaited_twice), SCENE(main_hands_on))
