/* SPDX-License-Identifier: MIT */
/* gather: results in argument order; the same task twice; tasks that are done. */
#include <string.h>

#include "tell.h"

static void tell_results(const char *what, void **results, int n)
{
    char text[200] = "";

    for (int i = 0; i < n; i++) {
        strcat(text, " ");
        strcat(text, results[i] ? (char *)results[i] : "None");
    }
    tell("%s:%s", what, text);
}

static void *argument_order(void *unused)
{
    void *results[3];
    struct async_task tasks[] = { START("slow", 2), START("quick", 1), START("now") };

    int rc = async_gather(tasks, 3, results, 0);
    tell("%s", how(rc));
    tell_results("results", results, 3);
    return NULL;
}

static void *the_same_twice(void *unused)
{
    void *results[4];
    struct async_task a = START("a", 1), b = START("b", 0.5);
    struct async_task tasks[] = { a, b, a, a };

    async_gather(tasks, 4, results, 0);
    tell_results("tasks", results, 4);
    struct worker worker = { "c", 1 };
    struct async_task c = async_coroutine("c", work, &worker);
    struct async_task twice[] = { c, c };
    async_gather(twice, 2, results, 0);
    tell_results("coroutine", results, 2);
    return NULL;
}

static void *some_are_done(void *unused)
{
    void *results[2];
    struct async_task done = START("done"), other = START("other", 1);
    struct async_task both[] = { done, other };

    async_await(done, NULL);
    async_gather(both, 2, results, 0);
    tell_results("one done", results, 2);
    async_gather(both, 2, results, 0);
    tell_results("all done", results, 2);
    return NULL;
}

static void *nothing(void *unused)
{
    tell("%s", how(async_gather(NULL, 0, NULL, 0)));
    struct async_task future = async_gather_future(NULL, 0, 0);
    tell("done: %s", async_done(future) ? "True" : "False");
    return NULL;
}

static void *as_a_future(void *unused)
{
    struct async_task tasks[] = { START("a", 1), START("b", 2) };
    struct async_task all = async_gather_future(tasks, 2, 0);

    tell("begun");
    async_sleep(1.5);
    tell("done: %s", async_done(all) ? "True" : "False");
    tell("%s", how(async_await(all, NULL)));
    tell("again: %s", how(async_await(all, NULL)));
    return NULL;
}

PLAY(SCENE(argument_order), SCENE(the_same_twice), SCENE(some_are_done), SCENE(nothing),
     SCENE(as_a_future))
