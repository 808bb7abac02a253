/* SPDX-License-Identifier: MIT */
/* What a run leaves behind in the middle of things, and how each of them ends. */
#include <stdint.h>

#include "tell.h"

static struct async_task task;
static struct async_lock lock;
static struct async_event event;
static struct async_queue queue;
static struct async_condition condition;
static struct async_barrier barrier;

struct traced { struct async_task awaitable; const char *name; };

static void *traced(void *arg)
{
    const struct traced *it = arg;
    void *result = NULL;
    int rc = async_await(it->awaitable, &result);

    if (rc < 0)
        tell("%s: %s", it->name, how(rc));
    else
        tell("%s: ok %s", it->name, result ? (char *)result : "None");
    return rc < 0 ? async_return(rc) : result;
}

static struct async_task leave(struct async_task awaitable, const char *name)
{
    struct traced it = { awaitable, name };

    return async_ensure_future(async_coroutine_with(name, traced, &it, sizeof it));
}

static struct async_task leave_fn(async_fn *fn, const char *name)
{
    return leave(async_coroutine(name, fn, NULL), name);
}

static struct async_task worker_of(const struct worker *worker)
{
    return async_coroutine_with(worker->name, work, worker, sizeof *worker);
}
#define WORKER(...) worker_of(&(struct worker){ __VA_ARGS__ })

static void *limited(void *unused)
{
    return async_return(async_wait_for(WORKER("limited", 9, NULL, 1), 5, NULL));
}

static void *waits_several(void *unused)
{
    return async_return(async_wait(&task, 1, ASYNC_ALL_COMPLETED, ASYNC_FOREVER, NULL));
}

static void *combinators(void *unused)
{
    leave_fn(limited, "wait_for");
    struct async_task two[] = { WORKER("x", 9, NULL, 2), WORKER("y", 9) };
    leave(async_gather_future(two, 2, 0), "gather");
    task = START("shielded", 9, NULL, 1);
    leave(async_shield_future(task), "shield");
    leave_fn(waits_several, "wait");
    async_sleep(1);
    return NULL;
}

static void *wait_lock(void *unused)
{
    return async_return(async_lock_acquire(&lock));
}

static void *wait_event(void *unused)
{
    return async_return(async_event_wait(&event));
}

static void *wait_put(void *unused)
{
    return async_return(async_queue_put(&queue, "more"));
}

static void *wait_join(void *unused)
{
    return async_return(async_queue_join(&queue));
}

static void *wait_condition(void *unused)
{
    async_condition_acquire(&condition);
    int rc = async_condition_wait(&condition);
    async_condition_release(&condition);
    return async_return(rc);
}

static void *wait_barrier(void *unused)
{
    return async_return(async_barrier_wait(&barrier));
}

static void *things_they_wait_for(void *unused)
{
    async_lock_init(&lock, "lock");
    async_event_init(&event, "event");
    async_queue_init(&queue, "queue", 1);
    async_condition_init(&condition, "condition", NULL);
    async_barrier_init(&barrier, "barrier", 2);
    async_lock_acquire(&lock);
    async_queue_put_nowait(&queue, "full");
    leave_fn(wait_lock, "lock");
    leave_fn(wait_event, "event");
    leave_fn(wait_put, "put");
    leave_fn(wait_join, "join");
    leave_fn(wait_condition, "condition");
    leave_fn(wait_barrier, "barrier");
    leave(async_future("future"), "future");
    async_sleep(1);
    tell("main ends");
    return NULL;
}

static void *group(void *unused)
{
    struct async_task_group it;
    struct worker a = { "a", 9, NULL, 1 }, b = { "b", 9, "broken", 2 };

    async_task_group_begin(&it);
    async_forget(async_task_group_create_task(&it, "a", work, &a));
    async_forget(async_task_group_create_task(&it, "b", work, &b));
    return async_return(async_task_group_end(&it, 0));
}

static void *a_group(void *unused)
{
    leave_fn(group, "group");
    async_sleep(1);
    return NULL;
}

static void *sleeps(void *unused)
{
    return async_return(async_sleep(9));
}

static void *scope(void *unused)
{
    struct async_timeout it;
    struct traced clean_up = { async_coroutine("clean-up", sleeps, NULL), "clean-up" };

    async_timeout_begin(&it, 2);
    int rc = async_sleep(9);
    int again = async_await(async_coroutine("traced", traced, &clean_up), NULL);
    return async_return(async_timeout_end(&it, again < 0 ? again : rc));
}

static void *a_time_out(void *unused)
{
    leave_fn(scope, "scope");
    async_sleep(1);
    return NULL;
}

static void *those_that_have_not_begun(void *unused)
{
    START("never");
    leave_fn(sleeps, "sleeper");
    tell("main ends");
    return NULL;
}

static void *those_that_end_just_then(void *unused)
{
    START("a", 1);
    START("b", 1, "broken");
    async_sleep(1);
    tell("main ends");
    return NULL;
}

static void *waits(void *unused)
{
    int rc = async_sleep(9);

    async_event_wait(&event);
    tell("waited");
    return async_return(rc);
}

static void *helps(void *unused)
{
    int rc = async_sleep(9);

    async_sleep(1);
    async_event_set(&event);
    tell("helped");
    return async_return(rc);
}

static void *one_that_helps_another(void *unused)
{
    async_event_init(&event, "event");
    leave_fn(waits, "waits");
    leave_fn(helps, "helps");
    async_sleep(1);
    return NULL;
}

static void *a_chain(void *unused)
{
    leave(leave(START("tail", 9, NULL, 1), "middle"), "head");
    async_sleep(1);
    return NULL;
}

static void *main_fails_with_all_that(void *unused)
{
    START("a", 9, "in vain", 1);
    leave(WORKER("b", 9), "b");
    async_sleep(1);
    return async_fail(ASYNC_EUSER, "main");
}

static void *numbers(void *unused)
{
    int rc = 0;

    for (intptr_t i = 1; i <= 2 && rc == 0; i++)
        rc = async_yield((void *)i, NULL);
    tell("generator closes");
    async_sleep(1);
    tell("generator closed");
    return async_return(rc);
}

static void *consume(void *unused)
{
    struct async_generator generator = async_generator("numbers", numbers, NULL);
    void *value;
    int rc;

    while ((rc = async_next(generator, &value)) > 0) {
        tell("value %d", (int)(intptr_t)value);
        if ((rc = async_sleep(9)) < 0)
            break;
    }
    return async_return(rc);
}

static void *generators(void *unused)
{
    leave_fn(consume, "consumer");
    async_sleep(1);
    return NULL;
}

static void tell_done(struct async_task it, void *unused)
{
    tell("done callback");
}

static void *say(void *text)
{
    tell("%s", (char *)text);
    return NULL;
}

static void *callbacks(void *unused)
{
    struct async_task left = START("task", 9, NULL, 1);

    async_add_done_callback(left, tell_done, NULL);
    async_call_later(1.5, say, "while it tidies");
    async_call_later(5, say, "never");
    async_sleep(1);
    async_call_soon(say, "soon");
    return NULL;
}

PLAY(SCENE(combinators), SCENE(things_they_wait_for), SCENE(a_group), SCENE(a_time_out),
     SCENE(those_that_have_not_begun), SCENE(those_that_end_just_then),
     SCENE(one_that_helps_another), SCENE(a_chain), SCENE(main_fails_with_all_that),
     SCENE(generators), SCENE(callbacks))
