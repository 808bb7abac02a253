/* SPDX-License-Identifier: MIT */
/* 05 Creator first: making a task schedules it, and that is all.
 * Its first line comes when main awaits, behind main's own. */
#include "kit.h"

static void *work(void *arg)
{
    printf("My Coroutine\n");
    int rc = async_sleep(1);
    if (rc < 0)
        return async_return(rc);
    return "Coroutine Finished";
}

static void *program(void *arg)
{
    struct async_task task = async_create_task("work", work, NULL);
    void *result;

    printf("Doing Other Stuff\n");
    int rc = async_await(task, &result);
    if (rc < 0)
        return async_return(rc);
    printf("%s\n", (const char *)result);
    return NULL;
}

static const char *const lanes[] = { "work", NULL };

const struct kit_demo creator_first_demo = {
    .name = "creator-first", .title = "who makes a task goes on first",
    .program = program, .lanes = lanes, .alone = true, .seconds = 1,
    .question = "main makes a task and prints a line. Whose line comes first?",
    .moral = "create_task schedules; only a wait of the creator's lets the task begin.",
};
