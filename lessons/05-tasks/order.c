/* SPDX-License-Identifier: MIT */
/* 05 Order: tasks start in the order in which they were made, and end in their own.
 * Nobody awaits these two; main is just there for long enough. */
#include "kit.h"

struct job {
    const char *name;
    double seconds;
};

static void *work(void *arg)
{
    const struct job *this = arg;

    printf("%s Task Start\n", this->name);
    int rc = async_sleep(this->seconds);
    if (rc < 0)
        return async_return(rc);
    printf("%s Task End\n", this->name);
    return NULL;
}

static void *program(void *arg)
{
    static struct job first = { "First", 2 }, second = { "Second", 1 };

    async_forget(async_create_task("first", work, &first));
    async_forget(async_create_task("second", work, &second));
    return async_return(async_sleep(3));        /* long enough for both */
}

static const char *const lanes[] = { "first", "second", NULL };

const struct kit_demo order_demo = {
    .name = "order", .title = "first in, first started; who ends first is another thing",
    .program = program, .lanes = lanes, .seconds = 6,
    .question = "The first task takes 2 s, the second 1 s. Which ends first?",
    .moral = "Tasks start in the order of their making, and end when they are done.",
};
