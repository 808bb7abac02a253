/* SPDX-License-Identifier: MIT */
/* 10 Several: with ASYNC_RETURN_EXCEPTIONS a failure is an outcome like any other,
 * and gather waits for all.  What went wrong is asked of each task. */
#include "kit.h"

static void *task1(void *arg)
{
    int rc = async_sleep(1);
    if (rc < 0)
        return async_return(rc);
    return async_fail(EINVAL, "Error!");
}

static void *task2(void *arg)
{
    int rc = async_sleep(2);
    if (rc < 0)
        return async_return(rc);
    return "task2 result";
}

static void *program(void *arg)
{
    struct async_task tasks[] = {
        async_create_task("task1", task1, NULL),
        async_create_task("task2", task2, NULL),
    };
    void *results[2];

    int rc = async_gather(tasks, 2, results, ASYNC_RETURN_EXCEPTIONS);
    if (rc < 0)
        return async_return(rc);
    for (int i = 0; i < 2; i++) {
        const struct async_error *error = async_exception(tasks[i]);
        if (error)
            printf("Error: %s\n", error->text);
        else
            printf("Success: %s\n", (char *)results[i]);
    }
    return NULL;
}

static const char *const lanes[] = { "task1", "task2", NULL };

const struct kit_demo several_demo = {
    .name = "several", .title = "failures as values beside results",
    .program = program, .lanes = lanes, .seconds = 3,
    .question = "task1 fails at 1 s. Does task2, which takes 2 s, get to its end?",
    .moral = "gather cancels nobody: one may fail, and the others go on.",
};
