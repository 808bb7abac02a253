/* SPDX-License-Identifier: MIT */
/* 05 Left behind: main ends while a task is in the middle of its wait.
 * The task is cancelled; the coroutine that was not even a task has never run. */
#include "kit.h"

static void *function1(void *arg)
{
    printf("Hello from my async function 1\n");
    int rc = async_sleep(2);
    if (rc == -ECANCELED)
        printf("function 1 cancelled when main ended\n");
    if (rc < 0)
        return async_return(rc);
    printf("Done with async function 1\n");
    return NULL;
}

static void *function2(void *arg)
{
    printf("Hello from my async function 2\n");
    return NULL;
}

static void *program(void *arg)
{
    async_forget(async_create_task("function1", function1, NULL));
    struct async_task coroutine = async_coroutine("function2", function2, NULL);

    int rc = async_sleep(1);
    if (rc < 0)
        return async_return(rc);
    printf("Done with main function\n");
    async_close(coroutine);             /* neither awaited nor made a task */
    return NULL;
}

static int script(void)
{
    int rc = async_run(program, NULL, NULL);
    if (rc < 0)
        return rc;
    printf("loop closed\n");
    return 0;
}

static const char *const lanes[] = { "function1", NULL };

const struct kit_demo left_behind_demo = {
    .name = "left-behind", .title = "what becomes of a task when main ends first",
    .script = script, .lanes = lanes, .alone = true, .seconds = 1,
    .question = "main ends after 1 s, function 1 needs 2 s. What is its last line?",
    .moral = "What outlives main is cancelled: await what you need.",
};
