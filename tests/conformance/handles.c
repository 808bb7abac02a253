/* SPDX-License-Identifier: MIT */
/* What tasks know of themselves and of each other: current, all, names. */
#include "tell.h"

static void tell_tasks(void)
{
    struct async_task tasks[8];
    int n = async_all_tasks(tasks, 8);

    tell("%d tasks", n);
    for (int i = 0; i < n; i++)
        tell("task %d done: %s", i, async_done(tasks[i]) ? "True" : "False");
}

static void *all_of_them(void *unused)
{
    struct async_task a = START("a", 1), b = START("b", 2);

    tell_tasks();
    async_await(a, NULL);
    tell_tasks();
    async_await(b, NULL);
    tell_tasks();
    return NULL;
}

static void *tell_name(void *unused)
{
    struct async_task self = async_current_task();

    tell("I am %s", async_get_name(self));
    async_set_name(self, "renamed");
    tell("I am %s", async_get_name(self));
    return NULL;
}

static void *names(void *unused)
{
    struct async_task task = async_create_task("named", tell_name, NULL);

    tell("it is %s", async_get_name(task));
    async_await(task, NULL);
    tell("it was %s", async_get_name(task));
    return NULL;
}

static void *tell_current(void *other)
{
    struct async_task self = async_current_task();

    tell("the same: %s", self.id == ((struct async_task *)other)->id ? "True" : "False");
    return NULL;
}

/* A coroutine awaited in place belongs to the task that awaits it. */
static void *current(void *unused)
{
    struct async_task self = async_current_task();
    struct async_task task = async_create_task("other", tell_current, &self);

    async_await(async_coroutine("in place", tell_current, &self), NULL);
    async_await(task, NULL);
    return NULL;
}

PLAY(SCENE(all_of_them), SCENE(names), SCENE(current))
