/* SPDX-License-Identifier: MIT */
/* Locks: first come, first served; nobody passes the line; misuse. */
#include "tell.h"

static struct async_lock lock;

static void *use(void *worker)
{
    const struct worker *me = worker;
    int rc = async_lock_acquire(&lock);

    tell("%s acquire: %s", me->name, how(rc));
    if (rc == 0) {
        rc = async_sleep(me->seconds);
        async_lock_release(&lock);
        tell("%s released", me->name);
    }
    return async_return(rc);
}

static struct async_task start_user(struct worker *worker)
{
    return async_create_task(worker->name, use, worker);
}

static void *in_line(void *unused)
{
    struct worker workers[] = { { "a", 1 }, { "b", 0 }, { "c", 1 }, { "d", 0 } };
    struct async_task tasks[4];

    async_lock_init(&lock, "lock");
    for (int i = 0; i < 4; i++)
        tasks[i] = start_user(&workers[i]);
    async_gather(tasks, 4, NULL, 0);
    tell("locked: %s", async_lock_locked(&lock) ? "True" : "False");
    return NULL;
}

/* Released and wanted again at once: the line goes first. */
static void *greedy(void *unused)
{
    for (int i = 1; i <= 3; i++) {
        async_lock_acquire(&lock);
        tell("greedy has it, %d", i);
        async_sleep(1);
        async_lock_release(&lock);
        tell("locked: %s", async_lock_locked(&lock) ? "True" : "False");
    }
    return NULL;
}

static void *nobody_passes_the_line(void *unused)
{
    struct worker a = { "a", 1 }, b = { "b", 1 };

    async_lock_init(&lock, "lock");
    struct async_task g = async_create_task("greedy", greedy, NULL);
    struct async_task tasks[] = { g, start_user(&a), start_user(&b) };
    async_gather(tasks, 3, NULL, 0);
    return NULL;
}

/* Between the release and the next one's turn the lock is free, but not to take. */
static void *passes_by(void *unused)
{
    tell("passes by: locked %s", async_lock_locked(&lock) ? "True" : "False");
    async_lock_acquire(&lock);
    tell("passer-by has it");
    async_lock_release(&lock);
    return NULL;
}

static void *a_newcomer_after_the_release(void *unused)
{
    struct worker a = { "a", 0 };

    async_lock_init(&lock, "lock");
    async_lock_acquire(&lock);
    struct async_task waiter = start_user(&a);
    async_sleep(0);
    struct async_task newcomer = async_create_task("passer-by", passes_by, NULL);
    async_lock_release(&lock);
    tell("released");
    async_await(newcomer, NULL);
    async_await(waiter, NULL);
    return NULL;
}

static void *misuse(void *unused)
{
    async_lock_init(&lock, "lock");
    tell("release: %s", how(async_lock_release(&lock)));
    async_lock_acquire(&lock);
    tell("release: %s", how(async_lock_release(&lock)));
    tell("release: %s", how(async_lock_release(&lock)));
    return NULL;
}

/* A lock has no owner. */
static void *let_go(void *unused)
{
    async_sleep(1);
    tell("release: %s", how(async_lock_release(&lock)));
    return NULL;
}

static void *released_by_another(void *unused)
{
    async_lock_init(&lock, "lock");
    async_lock_acquire(&lock);
    struct async_task other = async_create_task("other", let_go, NULL);
    tell("again: %s", how(async_lock_acquire(&lock)));
    async_await(other, NULL);
    return NULL;
}

PLAY(SCENE(in_line), SCENE(nobody_passes_the_line), SCENE(a_newcomer_after_the_release),
     SCENE(misuse), SCENE(released_by_another))
