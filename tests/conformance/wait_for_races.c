/* SPDX-License-Identifier: MIT */
/* wait_for where the end, the limit and other things fall on one instant. */
#include "tell.h"

#include <stdio.h>

struct limited {
    struct async_task awaitable;
    double seconds;
    const char *name;
};

static void *limit(void *arg)
{
    const struct limited *limited = arg;
    void *result = NULL;
    int rc = async_wait_for(limited->awaitable, limited->seconds, &result);

    tell("%s: %s%s%s", limited->name, how(rc), rc < 0 ? "" : " ",
         rc < 0 ? "" : result ? (char *)result : "None");
    return rc < 0 ? async_return(rc) : result;
}

static struct async_task limit_of(struct async_task awaitable, double seconds,
                                  const char *name)
{
    struct limited limited = { awaitable, seconds, name };

    return async_coroutine_with(name, limit, &limited, sizeof limited);
}

static void tell_limit(struct async_task awaitable, double seconds)
{
    tell("%s", how(async_await(limit_of(awaitable, seconds, "wait_for"), NULL)));
}

static struct async_task worker_of(const char *name, double seconds, const char *fails)
{
    struct worker worker = { name, seconds, fails };

    return async_coroutine_with(name, work, &worker, sizeof worker);
}

static void *the_task_was_first(void *unused)
{
    struct async_task task = START("task", 1);

    async_sleep(0);
    tell_limit(task, 1);
    return NULL;
}

static void *the_limit_was_first(void *unused)
{
    tell_limit(worker_of("coroutine", 1, NULL), 1);
    return NULL;
}

static void *swallows(void *unused)
{
    return async_sleep(9) == -ECANCELED ? "in time after all" : NULL;
}

static void *swallows_at_the_limit(void *unused)
{
    tell_limit(async_coroutine("swallows", swallows, NULL), 1);
    return NULL;
}

static void *fails_at_the_limit(void *unused)
{
    tell_limit(worker_of("coroutine", 9, "broken"), 1);
    return NULL;
}

static void one_in_another(double outer, double inner)
{
    struct async_task both = limit_of(
        limit_of(worker_of("worker", 9, NULL), inner, "inner"), outer, "outer");
    tell("both: %s", how(async_await(both, NULL)));
}

static void *nested(void *unused)
{
    one_in_another(2, 1);
    one_in_another(1, 2);
    one_in_another(1, 1);
    one_in_another(0, 1);
    one_in_another(1, 0);
    return NULL;
}

static struct async_event event = ASYNC_EVENT("event");

static void *wait_event(void *unused)
{
    int rc = async_event_wait(&event);

    return rc < 0 ? async_return(rc) : "True";
}

static void *set_event(void *unused)
{
    async_event_set(&event);
    return NULL;
}

static void *an_event_at_the_limit(void *unused)
{
    char a[32];

    async_call_later(1, set_event, NULL);
    tell_limit(async_coroutine("wait", wait_event, NULL), 1);
    async_event_clear(&event);
    struct async_task tasks[] = {
        async_ensure_future(limit_of(async_coroutine("a", wait_event, NULL), 1, "a")),
        async_ensure_future(limit_of(async_coroutine("b", wait_event, NULL), 1, "b")) };
    async_sleep(0);
    async_call_later(1, set_event, NULL);
    snprintf(a, sizeof a, "%s", how(async_await(tasks[0], NULL)));
    tell("['%s', '%s']", a, how(async_await(tasks[1], NULL)));
    return NULL;
}

static void *the_same_task_by_two(void *unused)
{
    struct async_task task = START("task", 9);
    struct async_task tasks[] = {
        async_ensure_future(limit_of(task, 2, "a")),
        async_ensure_future(limit_of(task, 1, "b")),
        async_ensure_future(limit_of(task, 1, "c")) };

    for (int i = 0; i < 3; i++)
        tell("%s", how(async_await(tasks[i], NULL)));
    return NULL;
}

static void *of_a_gather(void *unused)
{
    struct async_task tasks[] = { START("a", 1), START("b", 9, NULL, 1) };

    tell_limit(async_gather_future(tasks, 2, 0), 2);
    return NULL;
}

static void *of_a_shield(void *unused)
{
    struct async_task task = START("task", 3);

    tell_limit(async_shield_future(task), 1);
    tell_end(task);
    return NULL;
}

PLAY(SCENE(the_task_was_first), SCENE(the_limit_was_first), SCENE(swallows_at_the_limit),
     SCENE(fails_at_the_limit), SCENE(nested), SCENE(an_event_at_the_limit),
     SCENE(the_same_task_by_two), SCENE(of_a_gather), SCENE(of_a_shield))
