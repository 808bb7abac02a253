/* SPDX-License-Identifier: MIT */
/* One task ends, many wait for it, each in another way: who goes on first. */
#include <string.h>

#include "tell.h"

static struct async_task inner;

static void wait_by(const char *how)
{
    struct async_completed it;
    struct async_task got, future;

    if (strcmp(how, "await") == 0)
        async_await(inner, NULL);
    else if (strcmp(how, "gather") == 0)
        async_gather(&inner, 1, NULL, 0);
    else if (strcmp(how, "wait") == 0)
        async_wait(&inner, 1, ASYNC_FIRST_COMPLETED, ASYNC_FOREVER, NULL);
    else if (strcmp(how, "wait_for") == 0)
        async_wait_for(inner, 9, NULL);
    else if (strcmp(how, "shield") == 0)
        async_shield(inner, NULL);
    else if (strcmp(how, "as_completed") == 0) {
        it = async_as_completed(&inner, 1, ASYNC_FOREVER);
        async_next_completed(&it, &got);
        async_completed_end(&it);
    } else {
        future = async_gather_future(&inner, 1, 0);
        async_wait_for(future, 9, NULL);
    }
}

static void *waiter(void *how)
{
    wait_by(how);
    tell("%s", (const char *)how);
    return NULL;
}

/* Waits for a task of its own that ends at the same instant. */
static void *group(void *unused)
{
    struct async_task_group tasks;
    struct worker member = { "member", 1 };

    async_task_group_begin(&tasks);
    async_forget(async_task_group_create_task(&tasks, "member", work, &member));
    async_task_group_end(&tasks, 0);
    tell("group");
    return NULL;
}

static const char *const ways[] = { "await", "gather", "wait", "wait_for", "shield",
                                    "as_completed", "wait_for of gather" };
enum { WAYS = sizeof ways / sizeof *ways };

static void all(bool backwards)
{
    struct async_task tasks[WAYS + 1];

    inner = START("inner", 1);
    for (int i = 0; i < WAYS; i++) {
        const char *way = ways[backwards ? WAYS - 1 - i : i];
        tasks[i] = async_create_task(way, waiter, (void *)way);
    }
    tasks[WAYS] = async_create_task("group", group, NULL);
    for (int i = 0; i <= WAYS; i++)
        async_await(tasks[i], NULL);
}

static void *in_this_order(void *unused)
{
    all(false);
    return NULL;
}

static void *backwards(void *unused)
{
    all(true);
    return NULL;
}

/* Nobody waits yet when the task ends. */
static void *done_before(void *unused)
{
    struct async_task tasks[WAYS];

    inner = START("inner");
    async_await(inner, NULL);
    for (int i = 0; i < WAYS; i++)
        tasks[i] = async_create_task(ways[i], waiter, (void *)ways[i]);
    for (int i = 0; i < WAYS; i++)
        async_await(tasks[i], NULL);
    return NULL;
}

PLAY(SCENE(in_this_order), SCENE(backwards), SCENE(done_before))
