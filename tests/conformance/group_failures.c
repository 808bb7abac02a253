/* SPDX-License-Identifier: MIT */
/* Task groups: all succeed; one fails, and the others are cancelled; several fail. */
#include "tell.h"

static struct async_task add(struct async_task_group *group, struct worker *worker)
{
    return async_task_group_create_task(group, worker->name, work, worker);
}

static void tell_group(int rc)
{
    tell("group: %s", how(rc));
    tell("cancelling: %d", async_cancelling(async_current_task()));
}

static void *all_succeed(void *unused)
{
    struct worker a = { "a", 2 }, b = { "b", 1 };
    struct async_task_group group;

    async_task_group_begin(&group);
    struct async_task task = add(&group, &a);
    add(&group, &b);
    tell("body ends");
    tell_group(async_task_group_end(&group, 0));
    tell_end(task);
    return NULL;
}

static void *one_fails(void *unused)
{
    struct worker a = { "a", 9, NULL, 1 }, b = { "b", 1, "broken" }, c = { "c", 9 };
    struct async_task_group group;

    async_task_group_begin(&group);
    struct async_task task = add(&group, &a);
    add(&group, &b);
    add(&group, &c);
    tell_group(async_task_group_end(&group, 0));
    tell_end(task);
    return NULL;
}

/* The body waits meanwhile: its wait is cancelled, and the request is taken back. */
static void *the_body_is_interrupted(void *unused)
{
    struct worker a = { "a", 1, "broken" };
    struct async_task_group group;

    async_task_group_begin(&group);
    add(&group, &a);
    int rc = async_sleep(9);
    tell("body: %s", how(rc));
    tell("cancelling: %d", async_cancelling(async_current_task()));
    tell_group(async_task_group_end(&group, rc));
    return NULL;
}

static void *the_body_goes_on(void *unused)
{
    struct worker a = { "a", 1, "broken" };
    struct async_task_group group;

    async_task_group_begin(&group);
    add(&group, &a);
    tell("body: %s", how(async_sleep(9)));
    tell("body: %s", how(async_sleep(1)));
    tell_group(async_task_group_end(&group, 0));
    return NULL;
}

static void *several_fail(void *unused)
{
    struct worker a = { "a", 1, "of a" }, b = { "b", 9, "of b's clean-up", 2 },
                  c = { "c", 9, "of c's clean-up", 1 }, d = { "d", 1, "of d" };
    struct async_task_group group;

    async_task_group_begin(&group);
    add(&group, &a);
    add(&group, &b);
    add(&group, &c);
    add(&group, &d);
    tell_group(async_task_group_end(&group, 0));
    return NULL;
}

static void *the_body_fails(void *unused)
{
    struct worker a = { "a", 9, NULL, 1 }, b = { "b", 9, "no clean-up" };
    struct async_task_group group;

    async_task_group_begin(&group);
    add(&group, &a);
    add(&group, &b);
    async_sleep(1);
    tell_group(async_task_group_end(&group, async_set_error(ASYNC_EUSER, "body")));
    async_task_group_begin(&group);
    tell_group(async_task_group_end(&group, async_set_error(ASYNC_EUSER, "alone")));
    return NULL;
}

static void *a_cancelled_member_is_no_failure(void *unused)
{
    struct worker a = { "a", 9 }, b = { "b", 2 };
    struct async_task_group group;

    async_task_group_begin(&group);
    struct async_task task = add(&group, &a);
    add(&group, &b);
    async_sleep(1);
    async_cancel(task);
    tell_group(async_task_group_end(&group, 0));
    return NULL;
}

/* It fails before the body has waited at all. */
static void *fails_at_once(void *unused)
{
    struct worker a = { "a", 0, "broken" };
    struct async_task_group group;

    async_task_group_begin(&group);
    add(&group, &a);
    tell("body: %s", how(async_sleep(0)));
    tell("body: %s", how(async_sleep(0)));
    int rc = async_sleep(0);
    tell("body: %s", how(rc));
    tell_group(async_task_group_end(&group, rc));
    return NULL;
}

PLAY(SCENE(all_succeed), SCENE(one_fails), SCENE(the_body_is_interrupted),
     SCENE(the_body_goes_on), SCENE(several_fail), SCENE(the_body_fails),
     SCENE(a_cancelled_member_is_no_failure), SCENE(fails_at_once))
