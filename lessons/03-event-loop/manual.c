/* SPDX-License-Identifier: MIT */
/* 03 Manual: what a loop does for one coroutine, in three calls.
 * Make it, run it until it is complete, give back what it owned. */
#include "kit.h"

static void *program(void *arg)
{
    printf("Main coroutine\n");
    return NULL;
}

static int script(void)
{
    struct async_bare *coroutine = async_bare_create(program, NULL);

    if (!coroutine)
        return async_set_error(ENOMEM, "no room for a stack");
    while (async_bare_resume(coroutine, NULL, NULL) > 0)
        ;                               /* it gave way: let it go on */
    return async_bare_destroy(coroutine);
}

const struct kit_demo manual_demo = {
    .name = "manual", .title = "without a loop: make, run until complete, close",
    .script = script, .loopless = true, .alone = true,
    .question = "Nobody else is there. What is left of the loop?",
    .moral = "For one coroutine that never waits, a while is loop enough.",
};
