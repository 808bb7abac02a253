/* SPDX-License-Identifier: MIT */
/* 17 To thread: an ordinary function that blocks, called from a coroutine. */
#include "async_thread.h"
#include "kit.h"

static void *ask_archive(void *arg)
{
    async_blocking_sleep(2);
    return "Result";
}

static void *program(void *arg)
{
    void *result;

    int rc = async_to_thread("archive", ask_archive, NULL, &result);
    if (rc == 0)
        printf("%s\n", (const char *)result);
    return async_return(rc);
}

const struct kit_demo to_thread_demo = {
    .name = "to-thread", .title = "one blocking function, awaited",
    .program = program, .seconds = 2,
    .question = "One task, one blocking call of 2 s. Does the thread make it faster?",
    .moral = "A thread makes nothing faster: it leaves the loop free for others.",
};
