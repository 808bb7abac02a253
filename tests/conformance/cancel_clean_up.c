/* SPDX-License-Identifier: MIT */
/* What a cancelled task does next: it tidies up, is cancelled again, swallows it. */
#include "tell.h"

static void *a_second_request_interrupts_the_clean_up(void *unused)
{
    struct async_task task = START("task", 9, NULL, 9);

    async_sleep(1);
    async_cancel(task);
    async_sleep(1);
    async_cancel(task);
    tell_end(task);
    return NULL;
}

static void *a_waiter_waits_for_the_clean_up(void *unused)
{
    struct async_task task = START("task", 9, NULL, 2);

    async_sleep(1);
    async_cancel(task);
    tell("asked");
    tell_end(task);
    return NULL;
}

static void *fails_in_its_clean_up(void *unused)
{
    struct async_task task = START("task", 9, "no clean-up", 1);

    async_sleep(1);
    async_cancel(task);
    tell_end(task);
    return NULL;
}

static void *swallow(void *unused)
{
    tell("first: %s", how(async_sleep(9)));
    tell("second: %s", how(async_sleep(1)));
    return "went on";
}

static void *swallows_it(void *unused)
{
    struct async_task task = async_create_task("task", swallow, NULL);

    async_sleep(1);
    async_cancel(task);
    tell_end(task);
    tell("cancelled: %s", async_cancelled(task) ? "True" : "False");
    tell("cancelling: %d", async_cancelling(task));
    return NULL;
}

static struct async_lock lock = ASYNC_LOCK("lock");

static void *hold(void *unused)
{
    int rc = async_lock_acquire(&lock);

    if (rc == 0) {
        rc = async_sleep(9);
        async_lock_release(&lock);
    }
    return async_return(rc);
}

static void *gives_back_what_it_holds(void *unused)
{
    struct async_task task = async_create_task("task", hold, NULL);

    async_sleep(1);
    async_cancel(task);
    tell("%s", how(async_lock_acquire(&lock)));
    async_lock_release(&lock);
    tell_end(task);
    return NULL;
}

/* The clean-up asks for something that somebody else has. */
static void *clean_up_wants_lock(void *unused)
{
    int rc = async_sleep(9);

    tell("wants the lock");
    async_lock_acquire(&lock);
    tell("has the lock");
    async_lock_release(&lock);
    return async_return(rc);
}

static void *clean_up_that_waits(void *unused)
{
    struct async_task task = async_create_task("task", clean_up_wants_lock, NULL);

    async_lock_acquire(&lock);
    async_sleep(1);
    async_cancel(task);
    async_sleep(2);
    async_lock_release(&lock);
    tell_end(task);
    return NULL;
}

PLAY(SCENE(a_second_request_interrupts_the_clean_up),
     SCENE(a_waiter_waits_for_the_clean_up), SCENE(fails_in_its_clean_up),
     SCENE(swallows_it), SCENE(gives_back_what_it_holds), SCENE(clean_up_that_waits))
