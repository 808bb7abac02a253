/* SPDX-License-Identifier: MIT */
/* Groups in groups, and tasks that are added to a group late or too late. */
#include "tell.h"

static void *inner_fails(void *unused)
{
    struct worker a = { "a", 1, "inner" }, b = { "b", 9 }, c = { "c", 9, NULL, 1 };
    struct async_task_group outer, inner;

    async_task_group_begin(&outer);
    async_task_group_create_task(&outer, "c", work, &c);
    async_task_group_begin(&inner);
    async_task_group_create_task(&inner, "a", work, &a);
    async_task_group_create_task(&inner, "b", work, &b);
    int rc = async_task_group_end(&inner, 0);
    tell("inner: %s", how(rc));
    rc = async_task_group_end(&outer, rc);
    tell("outer: %s", how(rc));
    return NULL;
}

static void *outer_fails(void *unused)
{
    struct worker a = { "a", 1, "outer" }, b = { "b", 9, NULL, 1 };
    struct async_task_group outer, inner;

    async_task_group_begin(&outer);
    async_task_group_create_task(&outer, "a", work, &a);
    async_task_group_begin(&inner);
    async_task_group_create_task(&inner, "b", work, &b);
    int rc = async_task_group_end(&inner, 0);
    tell("inner: %s", how(rc));
    tell("cancelling: %d", async_cancelling(async_current_task()));
    rc = async_task_group_end(&outer, rc);
    tell("outer: %s", how(rc));
    tell("cancelling: %d", async_cancelling(async_current_task()));
    return NULL;
}

static void *both_fail(void *unused)
{
    struct worker a = { "a", 1, "outer" }, b = { "b", 1, "inner" };
    struct async_task_group outer, inner;

    async_task_group_begin(&outer);
    async_task_group_create_task(&outer, "a", work, &a);
    async_task_group_begin(&inner);
    async_task_group_create_task(&inner, "b", work, &b);
    int rc = async_task_group_end(&inner, 0);
    tell("inner: %s", how(rc));
    rc = async_task_group_end(&outer, rc);
    tell("outer: %s", how(rc));
    tell("cancelling: %d", async_cancelling(async_current_task()));
    return NULL;
}

static struct async_task_group shared;

static void *adds_another(void *unused)
{
    static struct worker late = { "late", 1 };

    async_sleep(1);
    async_task_group_create_task(&shared, "late", work, &late);
    tell("added");
    return NULL;
}

static void *a_member_adds_another(void *unused)
{
    async_task_group_begin(&shared);
    async_task_group_create_task(&shared, "adds", adds_another, NULL);
    tell("group: %s", how(async_task_group_end(&shared, 0)));
    return NULL;
}

static void try_to_add(void)
{
    static struct worker none = { "none" };
    struct async_task task = async_task_group_create_task(&shared, "none", work, &none);

    tell("create_task: %s", task.id ? "ok" : story(async_caught()));
}

static void *adds_too_late(void *unused)
{
    int rc = async_sleep(9);

    try_to_add();
    return async_return(rc);
}

static void *shutting_down(void *unused)
{
    struct worker a = { "a", 1, "broken" };

    async_task_group_begin(&shared);
    async_task_group_create_task(&shared, "adds", adds_too_late, NULL);
    async_task_group_create_task(&shared, "a", work, &a);
    tell("group: %s", how(async_task_group_end(&shared, 0)));
    try_to_add();
    return NULL;
}

static void *finished(void *unused)
{
    async_task_group_begin(&shared);
    async_task_group_end(&shared, 0);
    try_to_add();
    return NULL;
}

PLAY(SCENE(inner_fails), SCENE(outer_fails), SCENE(both_fail),
     SCENE(a_member_adds_another), SCENE(shutting_down), SCENE(finished))
