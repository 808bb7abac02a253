/* SPDX-License-Identifier: MIT */
/* Who waits for a lock is cancelled: in the middle of the line, in front, when it was
 * woken but has not run, when the lock was just given back. */
#include "tell.h"

static struct async_lock lock;

static void *use(void *name)
{
    int rc = async_lock_acquire(&lock);

    tell("%s acquire: %s", (const char *)name, how(rc));
    if (rc == 0) {
        rc = async_sleep(1);
        async_lock_release(&lock);
    }
    return async_return(rc);
}

static struct async_task a, b, c;

/* Three in line behind this task, which holds the lock. */
static void line_up(void)
{
    async_lock_init(&lock, "lock");
    async_lock_acquire(&lock);
    a = async_create_task("a", use, "a");
    b = async_create_task("b", use, "b");
    c = async_create_task("c", use, "c");
    async_sleep(0);
}

static void tell_all(void)
{
    tell_end(a);
    tell_end(b);
    tell_end(c);
    tell("locked: %s", async_lock_locked(&lock) ? "True" : "False");
}

static void *in_the_middle(void *unused)
{
    line_up();
    async_cancel(b);
    async_sleep(1);
    async_lock_release(&lock);
    tell_all();
    return NULL;
}

static void *in_front(void *unused)
{
    line_up();
    async_cancel(a);
    async_lock_release(&lock);
    tell("released");
    tell_all();
    return NULL;
}

static void *woken_but_not_run(void *unused)
{
    line_up();
    async_lock_release(&lock);
    async_cancel(a);
    tell("released, then cancelled");
    tell_all();
    return NULL;
}

static void *two_woken_in_turn(void *unused)
{
    line_up();
    async_lock_release(&lock);
    async_cancel(a);
    async_cancel(b);
    tell_all();
    return NULL;
}

/* The lock is taken by somebody else before the cancelled one has its turn. */
static void *taken_meanwhile(void *unused)
{
    line_up();
    async_cancel(a);
    async_cancel(b);
    async_cancel(c);
    async_lock_release(&lock);
    tell("acquire at once: %s", how(async_lock_acquire(&lock)));
    async_sleep(1);
    async_lock_release(&lock);
    tell_all();
    return NULL;
}

static void *all_cancelled(void *unused)
{
    line_up();
    async_cancel(a);
    async_cancel(b);
    async_cancel(c);
    tell_all();
    async_lock_release(&lock);
    tell("locked: %s", async_lock_locked(&lock) ? "True" : "False");
    return NULL;
}

static void *the_holder(void *unused)
{
    line_up();
    async_lock_release(&lock);
    async_sleep(0.5);
    async_cancel(a);
    tell_all();
    return NULL;
}

static void *with_a_limit(void *unused)
{
    struct async_timeout scope;

    line_up();
    async_timeout_begin(&scope, 0.5);
    int rc = async_timeout_end(&scope, async_lock_acquire(&lock));
    tell("acquire: %s", how(rc));
    async_lock_release(&lock);
    tell_all();
    return NULL;
}

PLAY(SCENE(in_the_middle), SCENE(in_front), SCENE(woken_but_not_run),
     SCENE(two_woken_in_turn), SCENE(taken_meanwhile), SCENE(all_cancelled),
     SCENE(the_holder), SCENE(with_a_limit))
