/* SPDX-License-Identifier: MIT */
/* 03 Run: one call starts the loop, makes a task of the function it is given, and
 * comes back when that has ended. */
#include "kit.h"

static void *program(void *arg)
{
    int rc = async_sleep(1);
    if (rc < 0)
        return async_return(rc);
    printf("Hello, async world!\n");
    return NULL;
}

static int script(void)
{
    return async_run(program, NULL, NULL);
}

const struct kit_demo run_demo = {
    .name = "run", .title = "async_run(): the way in, and the way out",
    .script = script, .alone = true, .seconds = 1,
    .question = "For how long does async_run() keep its caller?",
    .moral = "async_run() is where a plain program waits for an asynchronous one.",
};
