/* SPDX-License-Identifier: MIT */
/* For test_gdb.sh: tasks that sleep, wait, run in a generator, or have not begun;
 * then, with an argument, a crash. */
#include <stdlib.h>

#include "async.h"

#define KEPT __attribute__((noinline))

static struct async_lock door = ASYNC_LOCK("door");
static volatile int stops;

KEPT static int nap(int depth)
{
    int rc = async_sleep(depth + 1.5);

    return rc + depth;
}

static void *sleeper(void *arg)
{
    return async_return(nap(7) - 7);
}

static void *visitor(void *arg)
{
    int rc = async_lock_acquire(&door);

    async_lock_release(&door);
    return async_return(rc);
}

static void *numbers(void *arg)
{
    async_sleep(100);
    return async_return(async_yield(arg, NULL));
}

static void *consumer(void *arg)
{
    struct async_generator generator = async_generator("numbers", numbers, NULL);
    int rc;

    while ((rc = async_next(generator, NULL)) > 0)
        ;
    return async_return(rc);
}

static void *beginner(void *arg)
{
    return arg;
}

KEPT static void stop_here(bool crash)
{
    stops++;
    if (crash)
        abort();
}

static void *program(void *crash)
{
    async_lock_acquire(&door);
    struct async_task tasks[] = { async_create_task("sleeper", sleeper, NULL),
                                  async_create_task("visitor", visitor, NULL),
                                  async_create_task("consumer", consumer, NULL),
                                  async_coroutine("beginner", beginner, NULL) };
    async_sleep(0.5);
    async_ensure_future(tasks[3]);
    stop_here(crash);
    async_lock_release(&door);
    return async_return(async_gather(tasks, 4, NULL, 0));
}

int main(int argc, char **argv)
{
    async_set_clock(ASYNC_VIRTUAL, 1);
    return async_run(program, argc > 1 ? argv : NULL, NULL);
}
