/* SPDX-License-Identifier: MIT */
/* The text of a cancellation: who is told it, how often, and what takes it away. */
#include "tell.h"

static void *sleeps(void *unused)
{
    int rc = async_sleep(9);

    if (rc < 0)
        tell("in the task: %s", how(rc));
    return async_return(rc);
}

static struct async_task begin_with(async_fn *fn, void *arg, const char *text)
{
    struct async_task task = async_create_task("task", fn, arg);

    async_sleep(1);
    async_cancel_with(task, text);
    return task;
}

static struct async_task begin(async_fn *fn, void *arg)
{
    return begin_with(fn, arg, "enough");
}

static void *the_first_is_told(void *unused)
{
    struct async_task task = begin(sleeps, NULL);

    tell_end(task);
    tell_end(task);
    tell("result: %s", how(async_result(task, NULL)));
    return NULL;
}

struct awaited { struct async_task awaitable; const char *name; };

static void *await_it(void *arg)
{
    const struct awaited *awaited = arg;
    int rc = async_await(awaited->awaitable, NULL);

    if (rc < 0)
        tell("%s: %s", awaited->name, how(rc));
    return async_return(rc);
}

static struct async_task awaiter(struct async_task awaitable, const char *name)
{
    struct awaited awaited = { awaitable, name };

    return async_coroutine_with(name, await_it, &awaited, sizeof awaited);
}

static struct async_task start_awaiter(struct async_task awaitable, const char *name)
{
    return async_ensure_future(awaiter(awaitable, name));
}

static void tell_how(struct async_task task)
{
    tell("%s", how(async_await(task, NULL)));
}

static void *two_wait(void *unused)
{
    struct async_task task = async_create_task("task", sleeps, NULL);
    struct async_task a = start_awaiter(task, "a"), b = start_awaiter(task, "b");

    async_sleep(1);
    async_cancel_with(task, "enough");
    tell_how(a);
    tell_how(b);
    return NULL;
}

static void *down_and_up(void *unused)
{
    struct async_task inner = async_create_task("inner", sleeps, NULL);
    struct awaited in_place = { awaiter(inner, "in place"), "outer" };
    struct async_task task = begin(await_it, &in_place);

    tell_end(task);
    tell_end(inner);
    return NULL;
}

static void *of_a_future(void *unused)
{
    struct async_task future = async_future("future");
    struct async_task a = start_awaiter(future, "a"), b = start_awaiter(future, "b");

    async_sleep(1);
    async_cancel_with(future, "no future");
    tell_how(a);
    tell_how(b);
    tell_how(future);
    return NULL;
}

static void *through_a_gather(void *unused)
{
    struct async_task children[] = { START("x", 9), START("y", 9) };
    struct awaited gathered = { async_gather_future(children, 2, 0), "gather" };

    tell_end(begin(await_it, &gathered));
    for (int i = 0; i < 2; i++)
        tell_end(children[i]);
    children[0] = START("x", 9);
    children[1] = START("y", 9);
    struct async_task gather = async_gather_future(children, 2, 0);
    async_sleep(0);
    async_cancel_with(children[0], "one of them");
    tell_how(gather);
    tell_how(gather);
    tell_end(children[0]);
    async_cancel(children[1]);
    return NULL;
}

static void *gather_outcomes(void *children)
{
    return async_return(async_gather(children, 2, NULL, ASYNC_RETURN_EXCEPTIONS));
}

static void *outcomes_of_a_gather(void *unused)
{
    struct async_task children[] = { START("x", 9), START("y", 9) };
    struct awaited gathered = {
        async_coroutine("gathers", gather_outcomes, children), "gather" };

    tell_end(begin(await_it, &gathered));
    for (int i = 0; i < 2; i++)
        tell_end(children[i]);
    return NULL;
}

static void *through_a_shield(void *unused)
{
    struct async_task task = async_create_task("inner", sleeps, NULL);
    struct async_task shield = start_awaiter(async_shield_future(task), "shield");

    async_sleep(1);
    async_cancel_with(task, "the inner one");
    tell_how(shield);
    tell_end(task);
    task = async_create_task("inner", sleeps, NULL);
    shield = start_awaiter(async_shield_future(task), "shield");
    async_sleep(1);
    async_cancel_with(shield, "the outer one");
    tell_how(shield);
    async_cancel(task);
    return NULL;
}

static void *waits_for(void *unused)
{
    return async_return(async_wait_for(async_coroutine("sleeps", sleeps, NULL), 5, NULL));
}

static void end_within(async_fn *fn, const char *name)
{
    struct awaited awaited = { async_coroutine("in place", fn, NULL), name };

    tell_end(begin(await_it, &awaited));
}

static void *through_wait_for(void *unused)
{
    end_within(waits_for, "wait_for");
    return NULL;
}

static void *groups(void *unused)
{
    struct async_task_group group;

    async_task_group_begin(&group);
    async_forget(async_task_group_create_task(&group, "sleeps", sleeps, NULL));
    return async_return(async_task_group_end(&group, 0));
}

static void *through_a_group(void *unused)
{
    end_within(groups, "group");
    return NULL;
}

static void *limited(void *unused)
{
    struct async_timeout scope;

    async_timeout_begin(&scope, 5);
    return async_return(async_timeout_end(&scope, async_sleep(9)));
}

static void *through_a_time_out(void *unused)
{
    end_within(limited, "scope");
    return NULL;
}

static void *before_it_begins(void *unused)
{
    struct async_task task = async_create_task("task", sleeps, NULL);

    async_cancel_with(task, "first");
    async_cancel_with(task, "second");
    tell_end(task);
    tell_end(task);
    return NULL;
}

static void *of_two_at_once(void *unused)
{
    struct async_task task = begin_with(sleeps, NULL, "first");

    async_cancel_with(task, "second");
    tell_end(task);
    return NULL;
}

static void *answers(void *unused)
{
    return async_sleep(9) < 0 ? async_fail(ECANCELED, "%s", "") : NULL;
}

static void *made_anew(void *unused)
{
    tell_end(begin(answers, NULL));
    return NULL;
}

static void *tidies(void *unused)
{
    int rc = async_await(async_coroutine("sleeps", sleeps, NULL), NULL);
    int again = async_sleep(9);

    if (again < 0)
        tell("clean-up: %s", how(again));
    return async_return(again < 0 ? again : rc);
}

static void *while_it_tidies(void *unused)
{
    struct async_task task = begin_with(tidies, NULL, "first");

    async_sleep(1);
    async_cancel_with(task, "second");
    tell_end(task);
    return NULL;
}

PLAY(SCENE(the_first_is_told), SCENE(two_wait), SCENE(down_and_up), SCENE(of_a_future),
     SCENE(through_a_gather), SCENE(outcomes_of_a_gather), SCENE(through_a_shield),
     SCENE(through_wait_for), SCENE(through_a_group), SCENE(through_a_time_out),
     SCENE(before_it_begins), SCENE(of_two_at_once), SCENE(made_anew),
     SCENE(while_it_tidies))
