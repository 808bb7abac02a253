/* SPDX-License-Identifier: MIT */
/* 05 Background: a task that would go on for ever, beside main.
 * It ends because main asks it to. */
#include "kit.h"

static void *tick(void *arg)
{
    for (;;) {
        int rc = async_sleep(1);
        if (rc < 0)
            return async_return(rc);
        printf("Background task running\n");
    }
}

static void *program(void *arg)
{
    struct async_task task = async_create_task("tick", tick, NULL);

    int rc = async_sleep(5);
    if (rc < 0)
        return async_return(rc);
    async_cancel(task);
    return NULL;
}

static const char *const lanes[] = { "tick", NULL };

const struct kit_demo background_demo = {
    .name = "background", .title = "a task without end, ended by main",
    .program = program, .lanes = lanes, .alone = true, .seconds = 5,
    .question = "A line each second, and main stops it at 5 s. How many lines?",
    .moral = "At 5 s main's turn came first: it asked for the end before the fifth line.",
};
