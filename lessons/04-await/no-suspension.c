/* SPDX-License-Identifier: MIT */
/* 04 No suspension: an await gives way only if something in it has to wait.
 * The other task was ready all the time; its turn comes at the first real wait. */
#include "kit.h"

static void *no_suspension(void *arg)
{
    return arg;                         /* waits for nothing */
}

static void *other(void *arg)
{
    printf("other task runs\n");
    return NULL;
}

static void *program(void *arg)
{
    struct async_task task = async_create_task("other", other, NULL);

    for (int n = 0; n < 3; n++) {
        void *result;
        int rc = async_await(async_coroutine("no_suspension", no_suspension, &n), &result);
        if (rc < 0)
            return async_return(rc);
        printf("awaited %d\n", *(const int *)result);
    }
    printf("now a real suspension\n");
    int rc = async_sleep(0);
    if (rc < 0)
        return async_return(rc);
    printf("after it\n");
    return async_return(async_await(task, NULL));
}

static const char *const lanes[] = { "other", NULL };

const struct kit_demo no_suspension_demo = {
    .name = "no-suspension", .title = "awaiting what is ready keeps the turn",
    .program = program, .lanes = lanes, .alone = true,
    .question = "main awaits three times. Before which of these does the other task run?",
    .moral = "Not every await gives way: only one that has to wait.",
};
