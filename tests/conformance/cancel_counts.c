/* SPDX-License-Identifier: MIT */
/* cancelling() and uncancel(): through time-outs, groups, and what swallows a request. */
#include "tell.h"

static int count(void)
{
    return async_cancelling(async_current_task());
}

static void tell_count(int rc)
{
    tell("%s, %d", how(rc), count());
}

static int uncancel(void)
{
    return async_uncancel(async_current_task());
}

static void *swallows_three(void *unused)
{
    for (int i = 0; i < 3; i++)
        tell_count(async_sleep(9));
    int one = uncancel(), two = uncancel(), three = uncancel();
    tell("%d %d %d %d", one, two, three, uncancel());
    return NULL;
}

static void *several_requests(void *unused)
{
    struct async_task task = async_create_task("task", swallows_three, NULL);

    async_sleep(1);
    for (int i = 0; i < 3; i++) {
        async_cancel(task);
        async_sleep(0);
    }
    tell_end(task);
    return NULL;
}

static void *swallows_one(void *unused)
{
    tell_count(async_sleep(9));
    tell_count(async_sleep(1));
    return NULL;
}

static void *both_count_at_one_instant(void *unused)
{
    struct async_task task = async_create_task("task", swallows_one, NULL);

    async_sleep(1);
    async_cancel(task);
    async_cancel(task);
    tell_end(task);
    return NULL;
}

static void *asks(void *unused)
{
    tell("%s", how(async_sleep(9)));
    return NULL;
}

static void *uncancelled_before_it_came(void *unused)
{
    struct async_task task = async_create_task("task", asks, NULL);

    async_sleep(1);
    async_cancel(task);
    tell("%d", async_uncancel(task));
    tell_end(task);
    async_cancel(async_current_task());
    tell("%d", uncancel());
    tell("%s", how(async_sleep(1)));
    return NULL;
}

static void *limited(void *unused)
{
    struct async_timeout scope;

    async_timeout_begin(&scope, 2);
    tell_count(async_sleep(9));
    tell_count(async_sleep(9));
    int rc = async_timeout_end(&scope, async_sleep(9));
    tell_count(rc);
    return async_return(rc);
}

static void *in_a_time_out(void *unused)
{
    struct async_task task = async_create_task("task", limited, NULL);

    async_sleep(1);
    async_cancel(task);
    async_sleep(2);
    async_cancel(task);
    tell_end(task);
    return NULL;
}

static void *limited_later(void *unused)
{
    struct async_timeout scope;

    async_sleep(9);
    async_timeout_begin(&scope, 2);
    tell("%d", count());
    tell_count(async_timeout_end(&scope, async_sleep(9)));
    return NULL;
}

static void *begun_with_a_count(void *unused)
{
    struct async_task task = async_create_task("task", limited_later, NULL);

    async_sleep(1);
    async_cancel(task);
    tell_end(task);
    return NULL;
}

static void *fails(void *unused)
{
    int rc = async_sleep(1);

    return rc < 0 ? async_return(rc) : async_fail(ASYNC_EUSER, "broken");
}

static void begin_failing(struct async_task_group *group)
{
    async_task_group_begin(group);
    async_forget(async_task_group_create_task(group, "fails", fails, NULL));
}

static void *in_a_group(void *unused)
{
    struct async_task_group group;

    begin_failing(&group);
    tell_count(async_sleep(9));
    tell_count(async_sleep(1));
    tell_count(async_task_group_end(&group, 0));
    begin_failing(&group);
    tell_count(async_task_group_end(&group, 0));
    return NULL;
}

static void *a_time_out_in_a_group(void *unused)
{
    struct async_task_group group;
    struct async_timeout scope;

    begin_failing(&group);
    async_timeout_begin(&scope, 1);
    int rc = async_timeout_end(&scope, async_sleep(9));
    tell("%d", count());
    tell_count(async_task_group_end(&group, rc));
    return NULL;
}

static void *sleeps(void *unused)
{
    return async_return(async_sleep(9));
}

static void *a_group_in_a_time_out(void *unused)
{
    struct async_task_group group;
    struct async_timeout scope;

    async_timeout_begin(&scope, 1);
    begin_failing(&group);
    int rc = async_task_group_end(&group, async_sleep(9));
    tell_count(async_timeout_end(&scope, rc));
    uncancel();
    async_timeout_begin(&scope, 1);
    async_task_group_begin(&group);
    START("member", 9);
    async_forget(async_task_group_create_task(&group, "sleeps", sleeps, NULL));
    rc = async_task_group_end(&group, 0);
    tell("%d", count());
    tell_count(async_timeout_end(&scope, rc));
    return NULL;
}

static void *swallows(void *unused)
{
    async_sleep(9);
    return NULL;
}

static void *an_ended_task_is_asked(void *unused)
{
    struct async_task task = async_create_task("task", swallows, NULL);

    async_sleep(1);
    async_cancel(task);
    tell_end(task);
    int before = async_cancelling(task), asked = async_cancel(task);
    int after = async_cancelling(task);
    tell("%d %s %d %d", before, asked ? "True" : "False", after, async_uncancel(task));
    return NULL;
}

PLAY(SCENE(several_requests), SCENE(both_count_at_one_instant),
     SCENE(uncancelled_before_it_came), SCENE(in_a_time_out), SCENE(begun_with_a_count),
     SCENE(in_a_group), SCENE(a_time_out_in_a_group), SCENE(a_group_in_a_time_out),
     SCENE(an_ended_task_is_asked))
