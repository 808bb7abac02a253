/* SPDX-License-Identifier: MIT */
/* Asking about tasks: who runs, which live, names, ensure_future, coroutines closed. */
#include <stdio.h>
#include <string.h>

#include "tell.h"

static const char *truth(bool value)
{
    return value ? "True" : "False";
}

static void tell_all(void)
{
    struct async_task tasks[8];
    char names[128] = "";
    int n = async_all_tasks(tasks, 8);

    for (int i = 0; i < n; i++)
        snprintf(names + strlen(names), sizeof names - strlen(names), "%s%s",
                 i ? " " : "", async_get_name(tasks[i]));
    tell("%s", names);
}

static void *which_live(void *unused)
{
    async_set_name(async_current_task(), "main");
    tell_all();
    struct async_task a = START("a", 1), b = START("b", 2);
    tell_all();
    async_await(a, NULL);
    tell_all();
    async_cancel(b);
    tell_all();
    async_sleep(0);
    tell_all();
    tell("%s", truth(async_done(b)));
    return NULL;
}

static struct async_task main_task, task;

static bool runs(struct async_task it)
{
    return async_current_task().id == it.id;
}

static void *in_place(void *unused)
{
    tell("in place: %s", truth(runs(main_task)));
    return NULL;
}

static void *in_task(void *unused)
{
    tell("in task: %s %s", truth(runs(main_task)), truth(runs(task)));
    return NULL;
}

static void in_callback(struct async_task it, void *unused)
{
    tell("callback: %s", async_current_task().id ? "some" : "None");
}

static void *who_runs(void *unused)
{
    main_task = async_current_task();
    async_await(async_coroutine("in place", in_place, NULL), NULL);
    task = async_create_task("in task", in_task, NULL);
    async_await(task, NULL);
    async_wait_for(async_coroutine("in place", in_place, NULL), ASYNC_FOREVER, NULL);
    async_wait_for(async_coroutine("in place", in_place, NULL), 1, NULL);
    struct async_task coroutine = async_coroutine("in place", in_place, NULL);
    async_gather(&coroutine, 1, NULL, 0);
    async_add_done_callback(task, in_callback, NULL);
    async_sleep(0);
    return NULL;
}

static void *named_again(void *unused)
{
    struct async_task it = START("first", 1);

    async_set_name(it, "second");
    tell("%s", async_get_name(it));
    tell_end(it);
    async_set_name(it, "third");
    tell("%s", async_get_name(it));
    return NULL;
}

static void *ensured(void *unused)
{
    struct worker worker = { "coroutine", 1 };
    struct async_task it = START("task", 1), future = async_future("future");

    tell("%s", truth(async_ensure_future(it).id == it.id));
    tell("%s", truth(async_ensure_future(future).id == future.id));
    struct async_task coroutine = async_coroutine("coroutine", work, &worker);
    struct async_task made = async_ensure_future(coroutine);
    tell("made");
    async_await(made, NULL);
    async_await(it, NULL);
    return NULL;
}

static void *closed(void *unused)
{
    struct worker worker = { "closed" };
    struct async_task coroutine = async_coroutine("closed", work, &worker);

    async_close(coroutine);
    tell("%s", how(async_await(coroutine, NULL)));
    tell("%s", how(async_await(async_ensure_future(coroutine), NULL)));
    async_close(coroutine);
    return NULL;
}

static void *asked_while_it_runs(void *unused)
{
    struct async_task it = START("task", 1);

    for (int i = 0; i < 2; i++) {
        void *result;
        int rc = async_result(it, &result);
        if (rc < 0)
            tell("%s %s %s", truth(async_done(it)), truth(async_cancelled(it)),
                 async_caught()->text);
        else
            tell("%s", (char *)result);
        async_sleep(2);
    }
    return NULL;
}

static void *awaited_in_many_ways(void *unused)
{
    struct async_task it = START("task", 1), both[2] = { it, async_shield_future(it) };
    void *gathered[2], *limited, *awaited, *asked;

    async_gather(both, 2, gathered, 0);
    async_wait_for(it, 1, &limited);
    async_await(it, &awaited);
    async_result(it, &asked);
    tell("[['%s', '%s'], '%s', '%s', '%s']", (char *)gathered[0], (char *)gathered[1],
         (char *)limited, (char *)awaited, (char *)asked);
    return NULL;
}

PLAY(SCENE(which_live), SCENE(who_runs), SCENE(named_again), SCENE(ensured),
     SCENE(closed), SCENE(asked_while_it_runs), SCENE(awaited_in_many_ways))
