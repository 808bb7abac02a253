/* SPDX-License-Identifier: MIT */
/* Conditions: notify n of those who wait, in order; each has the lock when it goes on. */
#include "tell.h"

static struct async_condition condition;
static int value;

static void *wait_once(void *name)
{
    async_condition_acquire(&condition);
    tell("%s waits", (const char *)name);
    int rc = async_condition_wait(&condition);
    tell("%s: %s, locked: %s", (const char *)name, how(rc),
         async_condition_locked(&condition) ? "True" : "False");
    async_sleep(0.5);
    async_condition_release(&condition);
    return async_return(rc);
}

static struct async_task tasks[4];

static void begin(int n)
{
    static const char *const names[] = { "a", "b", "c", "d" };

    async_condition_init(&condition, "condition", NULL);
    for (int i = 0; i < n; i++)
        tasks[i] = async_create_task(names[i], wait_once, (void *)names[i]);
    async_sleep(0);
}

static void notify(int n)
{
    async_condition_acquire(&condition);
    tell("notify %d: %s", n, how(async_condition_notify(&condition, n)));
    async_condition_release(&condition);
}

static void *some_then_all(void *unused)
{
    begin(4);
    notify(2);
    async_sleep(2);
    async_condition_acquire(&condition);
    tell("notify_all: %s", how(async_condition_notify_all(&condition)));
    async_condition_release(&condition);
    async_gather(tasks, 4, NULL, 0);
    return NULL;
}

static void *more_than_there_are(void *unused)
{
    begin(1);
    notify(9);
    tell_end(tasks[0]);
    notify(1);
    return NULL;
}


static bool is_there(void *wanted)
{
    return value >= *(int *)wanted;
}

static void *wait_value(void *wanted)
{
    async_condition_acquire(&condition);
    int rc = async_condition_wait_for(&condition, is_there, wanted);
    tell("%d is there: %s", *(int *)wanted, how(rc));
    async_condition_release(&condition);
    return NULL;
}

static void *what_holds(void *unused)
{
    int wanted[] = { 2, 1, 0 };
    struct async_task waiters[3];

    value = 0;
    async_condition_init(&condition, "condition", NULL);
    for (int i = 0; i < 3; i++)
        waiters[i] = async_create_task("waiter", wait_value, &wanted[i]);
    for (int i = 0; i < 2; i++) {
        async_sleep(1);
        async_condition_acquire(&condition);
        value++;
        tell("value %d", value);
        async_condition_notify_all(&condition);
        async_condition_release(&condition);
    }
    async_gather(waiters, 3, NULL, 0);
    return NULL;
}

static void *misuse(void *unused)
{
    async_condition_init(&condition, "condition", NULL);
    tell("wait: %s", how(async_condition_wait(&condition)));
    tell("notify: %s", how(async_condition_notify(&condition, 1)));
    tell("release: %s", how(async_condition_release(&condition)));
    return NULL;
}

/* Two conditions with one lock. */
static void *shared_lock(void *unused)
{
    struct async_lock lock = ASYNC_LOCK("lock");
    struct async_condition other;

    async_condition_init(&condition, "condition", &lock);
    async_condition_init(&other, "other", &lock);
    struct async_task waiter = async_create_task("a", wait_once, "a");
    async_sleep(0);
    async_lock_acquire(&lock);
    tell("locked: %s", async_condition_locked(&other) ? "True" : "False");
    async_condition_notify(&other, 1);
    async_condition_notify(&condition, 1);
    async_lock_release(&lock);
    tell_end(waiter);
    return NULL;
}

PLAY(SCENE(some_then_all), SCENE(more_than_there_are), SCENE(what_holds), SCENE(misuse),
     SCENE(shared_lock))
