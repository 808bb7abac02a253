/* SPDX-License-Identifier: MIT */
/* 17 From sync: plain code that needs the result of a coroutine runs a loop for it.
 * (Where a loop runs already, in another thread, plain code asks that one:
 * async_run_coroutine_threadsafe().) */
#include "kit.h"

static void *fetch(void *arg)
{
    int rc = async_sleep(1);
    if (rc < 0)
        return async_return(rc);
    return "Result";
}

static int script(void)
{
    void *result;

    int rc = async_run(fetch, NULL, &result);
    if (rc == 0)
        printf("%s\n", (const char *)result);
    return rc;
}

const struct kit_demo from_sync_demo = {
    .name = "from-sync", .title = "a coroutine's result for plain code",
    .script = script, .alone = true, .seconds = 1,
    .question = "Plain code calls a coroutine that takes 1 s. For how long is it stopped?",
    .moral = "async_run() is the way from plain code to a coroutine, and back.",
};
