/* SPDX-License-Identifier: MIT */
/* 17 Executor: the same as a future, which can be kept, gathered, awaited later. */
#include "async_thread.h"
#include "kit.h"

static void *ask_archive(void *arg)
{
    async_blocking_sleep(2);
    return "Result";
}

static void *program(void *arg)
{
    struct async_task answer = async_run_in_executor("archive", ask_archive, NULL);
    void *result;

    int rc = async_await(answer, &result);      /* it has begun long before this */
    if (rc == 0)
        printf("%s\n", (const char *)result);
    return async_return(rc);
}

const struct kit_demo executor_demo = {
    .name = "executor", .title = "a future that a pool thread ends",
    .program = program, .seconds = 2,
    .question = "When does the blocking function begin: when it is awaited, or before?",
    .moral = "run_in_executor() begins at once; what it gives back is awaited later.",
};
