/* SPDX-License-Identifier: MIT */
/* 08 Timeout: a limit around a stretch of code, whatever waits there.  The deadline
 * cancels the task itself; the scope's end turns that into -ETIMEDOUT. */
#include "kit.h"

static void *slow_operation(void *arg)
{
    int rc = async_sleep(10);
    if (rc < 0)
        return async_return(rc);
    return "Done";
}

static void *limited(void *arg)
{
    struct async_timeout limit;

    async_timeout_begin(&limit, 2);
    int rc = async_await(async_coroutine("operation", slow_operation, NULL), NULL);
    rc = async_timeout_end(&limit, rc);
    return async_return(rc);
}

static void *program(void *arg)
{
    int rc = async_await(async_coroutine("limited", limited, NULL), NULL);
    if (rc == -ETIMEDOUT) {
        printf("ETIMEDOUT, text: '%s'\n", async_caught()->text);
        return NULL;
    }
    return async_return(rc);
}

const struct kit_demo timeout_demo = {
    .name = "timeout", .title = "a limit around a stretch of code",
    .program = program, .seconds = 10,
    .question = "The limit of 2 s belongs to the scope. What does main get, and when?",
    .moral = "A scope limits all the waits within it, together.",
};
