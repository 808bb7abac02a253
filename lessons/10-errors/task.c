/* SPDX-License-Identifier: MIT */
/* 10 Task: a task keeps its failure until somebody awaits it.  Nobody ever does?
 * Then the runtime reports it, so that no failure is lost in silence. */
#include "kit.h"

static void *risky(void *arg)
{
    int rc = async_sleep(1);
    if (rc < 0)
        return async_return(rc);
    return async_fail(EINVAL, "Error!");
}

static void *program(void *arg)
{
    struct async_task task = async_create_task("risky", risky, NULL);

    int rc = async_await(task, NULL);
    if (rc == -EINVAL) {
        printf("Exception caught: %s\n", async_caught()->text);
        return NULL;
    }
    return async_return(rc);
}

static const char *const lanes[] = { "risky", NULL };

const struct kit_demo task_demo = {
    .name = "task", .title = "a task keeps its failure for whoever awaits it",
    .program = program, .lanes = lanes, .alone = true, .seconds = 1,
    .question = "A task fails beside main. When does main hear of it?",
    .moral = "A task's failure waits in the task until somebody asks.",
};
