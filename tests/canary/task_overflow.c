/* SPDX-License-Identifier: MIT */
/* A canary: a task writes behind an array on its own stack, after a sleep. */
#include "async.h"

static void *writes_too_far(void *arg)
{
    volatile char name[16] = "";
    volatile int end = 16;

    async_sleep(0);
    name[end] = 1;
    return name[0] ? arg : NULL;
}

int main(void)
{
    return async_run(writes_too_far, NULL, NULL) != 0;
}
