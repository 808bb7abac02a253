/* SPDX-License-Identifier: MIT */
/* Fails: tells: line 1 is "not reached", not "out of patience" */
/* Whatever ends the calling is told as a failure. */
#include "exercise.h"

static int ring(int i)
{
    char call[20];
    snprintf(call, sizeof call, "call %d", i);
    return ask("grandma", call, NULL);
}

static void *reach(void *arg)
{
    double p = input("pause");
    for (int i = 1; i <= (int)input("tries"); i++) {
        int rc = ring(i);
        if (rc == 0)
            return (void *)(intptr_t)i;
        if (rc != -EIO)
            return async_fail(EIO, "gave up");
        if (i < (int)input("tries") && (rc = async_sleep(p)) < 0)
            return async_fail(EIO, "gave up");
        p *= 2;
    }
    return async_fail(EIO, "no");
}

void *solution(void *arg)
{
    void *call;
    int rc = async_wait_for(async_create_task("reach", reach, NULL),
                            input("patience"), &call);
    if (rc == 0)
        answer("reached at call", (double)(intptr_t)call);
    else if (rc == -ETIMEDOUT)
        printf("out of patience\n");
    else if (rc == -EIO)
        printf("not reached\n");
    else
        return async_return(rc);
    return NULL;
}
