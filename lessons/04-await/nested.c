/* SPDX-License-Identifier: MIT */
/* 04 Nested: a coroutine awaits a coroutine, as a function calls a function.
 * The line behind an await comes after everything in it. */
#include "kit.h"

static void *say_hello(void *arg)
{
    printf("Hello\n");
    int rc = async_sleep(1);
    if (rc < 0)
        return async_return(rc);
    printf("World\n");
    return NULL;
}

static void *program(void *arg)
{
    printf("Start\n");
    int rc = async_await(async_coroutine("say_hello", say_hello, NULL), NULL);
    if (rc < 0)
        return async_return(rc);
    printf("End\n");
    return NULL;
}

const struct kit_demo nested_demo = {
    .name = "nested", .title = "a coroutine that awaits a coroutine",
    .program = program, .alone = true, .seconds = 1,
    .question = "Does \"End\" come before \"World\" or behind it?",
    .moral = "await keeps the order of the lines: it blocks its task, not the thread.",
};
