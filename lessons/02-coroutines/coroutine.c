/* SPDX-License-Identifier: MIT */
/* 02 Coroutine: a function that may wait, and then returns a value.
 * async_run() starts the loop, runs it to its end and gives its result. */
#include "kit.h"

static void *brew(void *arg)
{
    int rc = async_sleep(1);
    if (rc < 0)
        return async_return(rc);
    return "Done";
}

static int script(void)
{
    void *result;

    int rc = async_run(brew, NULL, &result);
    if (rc < 0)
        return rc;
    printf("%s\n", (const char *)result);
    return 0;
}

const struct kit_demo coroutine_demo = {
    .name = "coroutine", .title = "a function that waits and returns a value",
    .script = script, .alone = true, .seconds = 1,
    .question = "The coroutine waits 1 s and returns. Who gets its value, and when?",
    .moral = "async_run() ends when its coroutine does, and hands out its result.",
};
