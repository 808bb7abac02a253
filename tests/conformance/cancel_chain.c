/* SPDX-License-Identifier: MIT */
/* Cancelling a waiter reaches what it waits for; the text goes along; not the other way
 * round. */
#include "tell.h"

static void *await_it(void *task)
{
    int rc = async_await(*(struct async_task *)task, NULL);

    tell("awaiter: %s", how(rc));
    return async_return(rc);
}

static void *down_the_chain(void *unused)
{
    struct async_task inner = START("inner", 9, NULL, 1);
    struct async_task middle = async_create_task("middle", await_it, &inner);
    struct async_task outer = async_create_task("outer", await_it, &middle);

    async_sleep(1);
    async_cancel(outer);
    tell("cancelling: %d %d %d", async_cancelling(outer), async_cancelling(middle),
         async_cancelling(inner));
    tell_end(outer);
    tell("cancelled: %s", async_cancelled(inner) ? "True" : "False");
    return NULL;
}

/* Who awaits a cancelled task is told so, but was not asked to end. */
static void *up_the_chain(void *unused)
{
    struct async_task inner = START("inner", 9);
    struct async_task outer = async_create_task("outer", await_it, &inner);

    async_sleep(1);
    async_cancel(inner);
    async_sleep(0);
    async_sleep(0);
    tell("cancelling: %d %d", async_cancelling(outer), async_cancelling(inner));
    tell_end(outer);
    return NULL;
}

static void *wait_twice(void *unused)
{
    tell("first: %s", how(async_sleep(9)));
    tell("second: %s", how(async_sleep(9)));
    tell("third: %s", how(async_sleep(0)));
    return NULL;
}

static void *the_text_goes_along(void *unused)
{
    struct async_task task = async_create_task("task", wait_twice, NULL);

    async_sleep(1);
    async_cancel_with(task, "please");
    async_sleep(1);
    async_cancel(task);
    async_sleep(0);
    tell_end(task);
    struct async_task inner = START("inner", 9);
    struct async_task outer = async_create_task("outer", await_it, &inner);
    async_sleep(1);
    async_cancel_with(outer, "down and up");
    tell_end(outer);
    return NULL;
}

/* Of two texts the first one that ends a wait; of two before a wait the last one. */
static void *two_texts(void *unused)
{
    struct async_task task = async_create_task("task", wait_twice, NULL);

    async_sleep(1);
    async_cancel_with(task, "one");
    async_cancel_with(task, "two");
    async_sleep(1);
    async_cancel_with(task, "three");
    tell_end(task);
    async_cancel_with(async_current_task(), "four");
    async_cancel_with(async_current_task(), "five");
    tell("%s", how(async_sleep(1)));
    return NULL;
}

static void *a_future_is_cancelled(void *unused)
{
    struct async_task future = async_future("future");
    struct async_task waiter = async_create_task("waiter", await_it, &future);

    async_sleep(1);
    async_cancel(waiter);
    tell("cancelled: %s", async_cancelled(future) ? "True" : "False");
    tell_end(waiter);
    return NULL;
}

/* Two wait for one task: when one of them is cancelled, so is the other. */
static void *two_waiters(void *unused)
{
    struct async_task inner = START("inner", 9);
    struct async_task one = async_create_task("one", await_it, &inner);
    struct async_task two = async_create_task("two", await_it, &inner);

    async_sleep(1);
    async_cancel(one);
    tell_end(one);
    tell_end(two);
    tell("cancelling: %d %d", async_cancelling(one), async_cancelling(two));
    return NULL;
}

PLAY(SCENE(down_the_chain), SCENE(up_the_chain), SCENE(the_text_goes_along),
     SCENE(two_texts), SCENE(a_future_is_cancelled), SCENE(two_waiters))
