/* SPDX-License-Identifier: MIT */
/* Barriers: filling, draining, reset, broken; cancelled waiters; newcomers meanwhile. */
#include "tell.h"

static struct async_barrier barrier;

static void *arrive(void *name)
{
    int rc = async_barrier_wait(&barrier);

    if (rc >= 0)
        tell("%s: %d", (const char *)name, rc);
    else
        tell("%s: %s", (const char *)name, how(rc));
    return async_return(rc);
}

static void tell_state(void)
{
    tell("waiting: %d, broken: %s", async_barrier_n_waiting(&barrier),
         async_barrier_broken(&barrier) ? "True" : "False");
}

static const char *const names[] = { "a", "b", "c", "d", "e", "f" };
static struct async_task tasks[6];

static void begin(int parties, int n)
{
    async_barrier_init(&barrier, "barrier", parties);
    for (int i = 0; i < n; i++)
        tasks[i] = async_create_task(names[i], arrive, (void *)names[i]);
    async_sleep(1);
}

static void *filled_twice(void *unused)
{
    begin(3, 6);
    tell_state();
    return NULL;
}

static void *filled_later(void *unused)
{
    begin(3, 2);
    tell_state();
    tell("last: %d", async_barrier_wait(&barrier));
    tell_state();
    async_sleep(0);
    tell_state();
    return NULL;
}

static void *joins_later(void *unused)
{
    async_sleep(2);
    return arrive("later");
}

/* Who comes while the others leave waits for the next round. */
static void *comes_again_at_once(void *unused)
{
    async_barrier_init(&barrier, "barrier", 2);
    struct async_task a = async_create_task("a", arrive, "a");
    struct async_task later = async_create_task("later", joins_later, NULL);
    async_sleep(0);
    tell("last: %d", async_barrier_wait(&barrier));
    tell("again: %d", async_barrier_wait(&barrier));
    async_await(a, NULL);
    async_await(later, NULL);
    return NULL;
}

static void *is_reset(void *unused)
{
    begin(3, 2);
    tell("reset: %s", how(async_barrier_reset(&barrier)));
    tell_state();
    async_sleep(1);
    tell_state();
    begin(3, 0);
    tell("reset: %s", how(async_barrier_reset(&barrier)));
    tell_state();
    return NULL;
}

static void *used_after_a_reset(void *unused)
{
    begin(2, 1);
    async_barrier_reset(&barrier);
    tasks[1] = async_create_task("b", arrive, "b");
    tasks[2] = async_create_task("c", arrive, "c");
    async_wait(tasks, 3, ASYNC_ALL_COMPLETED, 1, NULL);
    return NULL;
}

static void *is_aborted(void *unused)
{
    begin(3, 2);
    tell("abort: %s", how(async_barrier_abort(&barrier)));
    tell_state();
    arrive("late");
    async_sleep(1);
    arrive("later");
    tell("reset: %s", how(async_barrier_reset(&barrier)));
    tell_state();
    return NULL;
}

static void *a_waiter_is_cancelled(void *unused)
{
    begin(2, 1);
    async_cancel(tasks[0]);
    tell_end(tasks[0]);
    tell_state();
    tasks[1] = async_create_task("b", arrive, "b");
    tasks[2] = async_create_task("c", arrive, "c");
    async_gather(tasks + 1, 2, NULL, 0);
    return NULL;
}

static void *cancelled_when_it_was_released(void *unused)
{
    begin(2, 1);
    tell("last: %d", async_barrier_wait(&barrier));
    async_cancel(tasks[0]);
    tell_end(tasks[0]);
    tell_state();
    return NULL;
}

static void *of_none(void *unused)
{
    tell("%s", how(async_barrier_init(&barrier, "barrier", 0)));
    async_barrier_init(&barrier, "barrier", 1);
    tell("alone: %d", async_barrier_wait(&barrier));
    tell("again: %d", async_barrier_wait(&barrier));
    return NULL;
}

PLAY(SCENE(filled_twice), SCENE(filled_later), SCENE(comes_again_at_once),
     SCENE(is_reset), SCENE(used_after_a_reset), SCENE(is_aborted),
     SCENE(a_waiter_is_cancelled), SCENE(cancelled_when_it_was_released),
     SCENE(of_none))
