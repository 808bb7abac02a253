/* SPDX-License-Identifier: MIT */
/* 13 Lock: one bathroom for three, a second each.  A lock goes to whoever has waited
 * longest; under it nothing overlaps, and nothing is gained by waiting together. */
#include "kit.h"

static struct async_lock bathroom = ASYNC_LOCK("bathroom");

static void *wash(void *arg)
{
    const char *name = arg;

    int rc = async_lock_acquire(&bathroom);
    if (rc < 0)
        return async_return(rc);        /* never had it: nothing to release */
    printf("%s acquired\n", name);
    rc = async_sleep(1);
    if (rc == 0)
        printf("%s released\n", name);
    async_lock_release(&bathroom);
    return async_return(rc);
}

static void *program(void *arg)
{
    struct async_task people[] = {
        async_coroutine("A", wash, "A"),
        async_coroutine("B", wash, "B"),
        async_coroutine("C", wash, "C"),
    };
    int rc = async_gather(people, 3, NULL, 0);
    return async_return(rc);
}

static const char *const lanes[] = { "A", "B", "C", NULL };

const struct kit_demo lock_demo = {
    .name = "lock", .title = "one at a time",
    .program = program, .lanes = lanes, .seconds = 3,
    .question = "Three people, one bathroom, 1 s each. Which side is faster?",
    .moral = "Under a lock nothing overlaps: hold it for as short as you can.",
};
