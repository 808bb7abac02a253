/* SPDX-License-Identifier: MIT */
/* Semaphores: as many as its value, first come, first served; cancelled waiters give
 * their place on; bounded ones; misuse. */
#include "tell.h"

static struct async_semaphore semaphore;

static void *use(void *worker)
{
    const struct worker *me = worker;
    int rc = async_semaphore_acquire(&semaphore);

    tell("%s acquire: %s", me->name, how(rc));
    if (rc == 0) {
        rc = async_sleep(me->seconds);
        async_semaphore_release(&semaphore);
    }
    return async_return(rc);
}

static struct worker workers[] = { { "a", 1 }, { "b", 2 }, { "c", 1 }, { "d", 1 },
                                   { "e", 0 } };
static struct async_task tasks[5];

static void line_up(int value, int n)
{
    async_semaphore_init(&semaphore, "semaphore", value);
    for (int i = 0; i < n; i++)
        tasks[i] = async_create_task(workers[i].name, use, &workers[i]);
    async_sleep(0);
}

static void tell_all(int n)
{
    for (int i = 0; i < n; i++)
        tell_end(tasks[i]);
    tell("locked: %s", async_semaphore_locked(&semaphore) ? "True" : "False");
}

static void *two_at_a_time(void *unused)
{
    line_up(2, 5);
    tell("locked: %s", async_semaphore_locked(&semaphore) ? "True" : "False");
    tell_all(5);
    return NULL;
}

static void *several_released_at_once(void *unused)
{
    line_up(0, 3);
    async_sleep(1);
    for (int i = 0; i < 3; i++)
        async_semaphore_release(&semaphore);
    tell("released");
    tell_all(3);
    return NULL;
}

static void *a_waiter_is_cancelled(void *unused)
{
    line_up(0, 3);
    async_cancel(tasks[0]);
    async_semaphore_release(&semaphore);
    tell_all(3);
    return NULL;
}

static void *woken_but_not_run(void *unused)
{
    line_up(0, 3);
    async_semaphore_release(&semaphore);
    async_cancel(tasks[0]);
    tell_all(3);
    return NULL;
}

static void *a_newcomer_waits_behind(void *unused)
{
    line_up(0, 2);
    async_semaphore_release(&semaphore);
    tell("locked: %s", async_semaphore_locked(&semaphore) ? "True" : "False");
    tell("newcomer: %s", how(async_semaphore_acquire(&semaphore)));
    async_semaphore_release(&semaphore);
    tell_all(2);
    return NULL;
}

static void *more_places_than_waiters(void *unused)
{
    line_up(0, 1);
    async_semaphore_release(&semaphore);
    async_semaphore_release(&semaphore);
    tell("newcomer: %s", how(async_semaphore_acquire(&semaphore)));
    tell("newcomer goes on");
    async_semaphore_release(&semaphore);
    tell_all(1);
    return NULL;
}

static void *bounded(void *unused)
{
    tell("below 0: %s", how(async_semaphore_init(&semaphore, "semaphore", -1)));
    async_bounded_semaphore_init(&semaphore, "bounded", 1);
    tell("release: %s", how(async_semaphore_release(&semaphore)));
    async_semaphore_acquire(&semaphore);
    tell("release: %s", how(async_semaphore_release(&semaphore)));
    tell("release: %s", how(async_semaphore_release(&semaphore)));
    async_semaphore_init(&semaphore, "unbounded", 0);
    tell("release: %s", how(async_semaphore_release(&semaphore)));
    tell("release: %s", how(async_semaphore_release(&semaphore)));
    return NULL;
}

PLAY(SCENE(two_at_a_time), SCENE(several_released_at_once), SCENE(a_waiter_is_cancelled),
     SCENE(woken_but_not_run), SCENE(a_newcomer_waits_behind),
     SCENE(more_places_than_waiters), SCENE(bounded))
