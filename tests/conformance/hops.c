/* SPDX-License-Identifier: MIT */
/* How many passes lie between what ends a wait and the waiter's next step. */
#include "tell.h"

static int passes, ended;
static bool counting;
static void (*action)(void);
static struct async_lock lock;
static struct async_semaphore semaphore;
static struct async_event event;
static struct async_condition condition;
static struct async_barrier barrier;
static struct async_queue queue, full;
static struct async_task future;

static void *count(void *unused)
{
    while (counting) {
        async_sleep(0);
        passes++;
    }
    return NULL;
}

static void *end_it(void *unused)
{
    async_sleep(0);
    async_sleep(0);
    ended = passes;
    if (action)
        action();
    return NULL;
}

static void measure(const char *name, void (*wait)(struct async_task task),
                    void (*act)(void))
{
    action = act;
    counting = true;
    struct async_task counter = async_create_task("counter", count, NULL);
    struct async_task task = async_create_task("task", end_it, NULL);
    wait(task);
    tell("%s: %d", name, passes - ended);
    counting = false;
    async_await(task, NULL);
    async_await(counter, NULL);
}

static void by_await(struct async_task task) { async_await(task, NULL); }
static void by_gather(struct async_task task) { async_gather(&task, 1, NULL, 0); }
static void by_wait_for(struct async_task task) { async_wait_for(task, 9, NULL); }
static void by_shield(struct async_task task) { async_shield(task, NULL); }

static void by_wait(struct async_task task)
{
    async_wait(&task, 1, ASYNC_ALL_COMPLETED, ASYNC_FOREVER, NULL);
}

static void by_as_completed(struct async_task task)
{
    struct async_completed it = async_as_completed(&task, 1, ASYNC_FOREVER);

    async_next_completed(&it, &task);
    async_completed_end(&it);
}

static void by_gather_of_gather(struct async_task task)
{
    struct async_task inner = async_gather_future(&task, 1, 0);

    async_gather(&inner, 1, NULL, 0);
}

static void by_wait_for_of_shield(struct async_task task)
{
    async_wait_for(async_shield_future(task), 9, NULL);
}

static void *await_it(void *task)
{
    async_await(*(struct async_task *)task, NULL);
    return NULL;
}

static void by_task_of_await(struct async_task task)
{
    async_await(async_create_task("awaiter", await_it, &task), NULL);
}

static void by_coroutine_of_await(struct async_task task)
{
    async_await(async_coroutine("awaiter", await_it, &task), NULL);
}

static void by_group(struct async_task task)
{
    struct async_task_group group;

    async_task_group_begin(&group);
    async_forget(async_task_group_create_task(&group, "member", end_it, NULL));
    async_task_group_end(&group, 0);
}

static void *tasks(void *unused)
{
    measure("await", by_await, NULL);
    measure("await in a coroutine in place", by_coroutine_of_await, NULL);
    measure("await in a task in between", by_task_of_await, NULL);
    measure("wait", by_wait, NULL);
    measure("wait_for", by_wait_for, NULL);
    measure("as_completed", by_as_completed, NULL);
    measure("task group", by_group, NULL);
    measure("gather", by_gather, NULL);
    measure("shield", by_shield, NULL);
    measure("gather of gather", by_gather_of_gather, NULL);
    measure("wait_for of shield", by_wait_for_of_shield, NULL);
    return NULL;
}

static void by_lock(struct async_task task) { async_lock_acquire(&lock); }
static void unlock(void) { async_lock_release(&lock); }
static void by_semaphore(struct async_task task) { async_semaphore_acquire(&semaphore); }
static void up(void) { async_semaphore_release(&semaphore); }
static void by_event(struct async_task task) { async_event_wait(&event); }
static void set(void) { async_event_set(&event); }
static void by_condition(struct async_task task) { async_condition_wait(&condition); }
static void by_get(struct async_task task) { async_queue_get(&queue, NULL); }
static void put(void) { async_queue_put_nowait(&queue, NULL); }
static void by_put(struct async_task task) { async_queue_put(&full, NULL); }
static void get(void) { async_queue_get_nowait(&full, NULL); }
static void by_join(struct async_task task) { async_queue_join(&full); }
static void by_future(struct async_task task) { async_await(future, NULL); }
static void set_result(void) { async_set_result(future, NULL); }
static void by_barrier(struct async_task task) { async_barrier_wait(&barrier); }
static void arrive(void) { async_barrier_wait(&barrier); }

static void notify(void)
{
    async_condition_acquire(&condition);
    async_condition_notify(&condition, 1);
    async_condition_release(&condition);
}

static void two_done(void)
{
    async_queue_task_done(&full);
    async_queue_task_done(&full);
}

static void *shared_things(void *unused)
{
    async_lock_init(&lock, "lock");
    async_lock_acquire(&lock);
    measure("lock", by_lock, unlock);
    async_semaphore_init(&semaphore, "semaphore", 0);
    measure("semaphore", by_semaphore, up);
    async_event_init(&event, "event");
    measure("event", by_event, set);
    async_condition_init(&condition, "condition", NULL);
    async_condition_acquire(&condition);
    measure("condition", by_condition, notify);
    async_barrier_init(&barrier, "barrier", 2);
    measure("barrier", by_barrier, arrive);
    async_queue_init(&queue, "queue", 0);
    measure("get", by_get, put);
    async_queue_init(&full, "full", 1);
    async_queue_put(&full, NULL);
    measure("put", by_put, get);
    measure("join", by_join, two_done);
    future = async_future("future");
    measure("future", by_future, set_result);
    async_queue_destroy(&queue);
    async_queue_destroy(&full);
    return NULL;
}

static struct async_task sleeper;
static void cancel(void) { async_cancel(sleeper); }
static void by_sleeper(struct async_task task) { async_await(sleeper, NULL); }

static void *sleep_long(void *unused)
{
    int rc = async_sleep(9);

    tell("cancelled sleep: %d", passes - ended);
    return async_return(rc);
}

static void *gather_sleepers(void *unused)
{
    struct async_task inner = async_create_task("inner", sleep_long, NULL);
    int rc = async_gather(&inner, 1, NULL, 0);

    tell("cancelled gather: %d", passes - ended);
    return async_return(rc);
}

static void *wait_long(void *unused)
{
    struct async_task inner = async_create_task("inner", sleep_long, NULL);
    int rc = async_wait_for(inner, 9, NULL);

    tell("cancelled wait_for: %d", passes - ended);
    return async_return(rc);
}

static void *shield_long(void *unused)
{
    struct async_task inner = async_create_task("inner", sleep_long, NULL);
    int rc = async_shield(inner, NULL);

    tell("cancelled shield: %d", passes - ended);
    async_cancel(inner);
    async_await(inner, NULL);
    return async_return(rc);
}

static void *cancellations(void *unused)
{
    async_fn *fns[] = { sleep_long, gather_sleepers, wait_long, shield_long };

    for (int i = 0; i < 4; i++) {
        sleeper = async_create_task("sleeper", fns[i], NULL);
        measure("who awaits that", by_sleeper, cancel);
    }
    return NULL;
}

PLAY(SCENE(tasks), SCENE(shared_things), SCENE(cancellations))
