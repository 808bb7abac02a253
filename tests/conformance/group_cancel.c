/* SPDX-License-Identifier: MIT */
/* A task with an open group is cancelled from outside. */
#include "tell.h"

static struct worker first, second;
static double body_sleeps;

static void *with_group(void *unused)
{
    struct async_task_group group;
    int rc = 0;

    async_task_group_begin(&group);
    async_task_group_create_task(&group, first.name, work, &first);
    async_task_group_create_task(&group, second.name, work, &second);
    if (body_sleeps > 0) {
        rc = async_sleep(body_sleeps);
        tell("body: %s", how(rc));
    }
    rc = async_task_group_end(&group, rc);
    tell("group: %s", how(rc));
    tell("cancelling: %d", async_cancelling(async_current_task()));
    return async_return(rc);
}

static struct async_task start_group(double body)
{
    body_sleeps = body;
    return async_create_task("parent", with_group, NULL);
}

static void *in_the_body(void *unused)
{
    first = (struct worker){ "a", 9, NULL, 1 };
    second = (struct worker){ "b", 9 };
    struct async_task parent = start_group(9);
    async_sleep(1);
    async_cancel(parent);
    tell_end(parent);
    return NULL;
}

static void *while_it_waits_for_the_members(void *unused)
{
    first = (struct worker){ "a", 9, NULL, 1 };
    second = (struct worker){ "b", 9 };
    struct async_task parent = start_group(0);
    async_sleep(1);
    async_cancel(parent);
    tell_end(parent);
    return NULL;
}

/* Cancelled once more while the members tidy up: the group waits for them all the same. */
static void *twice(void *unused)
{
    first = (struct worker){ "a", 9, NULL, 2 };
    second = (struct worker){ "b", 9, NULL, 1 };
    struct async_task parent = start_group(0);
    async_sleep(1);
    async_cancel(parent);
    async_sleep(0.5);
    async_cancel(parent);
    tell_end(parent);
    return NULL;
}

/* A failure in a clean-up is stronger than the cancellation. */
static void *a_member_fails_in_its_clean_up(void *unused)
{
    first = (struct worker){ "a", 9, "no clean-up", 1 };
    second = (struct worker){ "b", 9 };
    struct async_task parent = start_group(0);
    async_sleep(1);
    async_cancel(parent);
    tell_end(parent);
    return NULL;
}

/* First a member fails, then the parent is cancelled as well. */
static void *after_a_failure(void *unused)
{
    first = (struct worker){ "a", 1, "broken" };
    second = (struct worker){ "b", 9, NULL, 2 };
    struct async_task parent = start_group(9);
    async_sleep(2);
    async_cancel(parent);
    tell_end(parent);
    return NULL;
}

/* In one pass: the member's failure and the cancellation, in either order. */
static void *at_the_instant_of_a_failure(void *unused)
{
    first = (struct worker){ "a", 1, "broken" };
    second = (struct worker){ "b", 9 };
    struct async_task parent = start_group(9);
    async_sleep(1);
    async_cancel(parent);
    tell_end(parent);
    return NULL;
}

static void *when_all_are_done(void *unused)
{
    first = (struct worker){ "a", 1 };
    second = (struct worker){ "b", 1 };
    struct async_task parent = start_group(0);
    async_sleep(0);
    async_sleep(1);
    async_cancel(parent);
    tell_end(parent);
    return NULL;
}

static void *by_a_time_out(void *unused)
{
    struct async_timeout scope;

    first = (struct worker){ "a", 9, NULL, 1 };
    second = (struct worker){ "b", 9 };
    body_sleeps = 0;
    async_timeout_begin(&scope, 1);
    void *result = with_group(NULL);
    async_timeout_end(&scope, 0);
    tell("expired: %s", async_timeout_expired(&scope) ? "True" : "False");
    return result;
}

PLAY(SCENE(in_the_body), SCENE(while_it_waits_for_the_members), SCENE(twice),
     SCENE(a_member_fails_in_its_clean_up), SCENE(after_a_failure),
     SCENE(at_the_instant_of_a_failure), SCENE(when_all_are_done),
     SCENE(by_a_time_out))
