/* SPDX-License-Identifier: MIT */
/* 03 Hello: two words, and a wait between them.
 * The wait cuts main into two steps; in between the loop has nothing to do. */
#include "kit.h"

static void *program(void *arg)
{
    printf("Hello\n");
    int rc = async_sleep(1);
    if (rc < 0)
        return async_return(rc);
    printf("world\n");
    return NULL;
}

static int script(void)
{
    return async_run(program, NULL, NULL);
}

const struct kit_demo hello_demo = {
    .name = "hello", .title = "two steps and a wait between them",
    .script = script, .alone = true, .seconds = 1,
    .question = "Between the two words: what does main do, and what does the thread?",
    .moral = "Schedule, run, wait, wake, run, done: a task's whole life in one second.",
};
