/* SPDX-License-Identifier: MIT */
/* Fails: rings again: grandma call 1 came as number 2 */
/* The number of the call is not handed on. */
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
        int rc = ring(1);
        if (rc == 0)
            return (void *)(intptr_t)i;
        if (rc != -EIO)
            return async_return(rc);
        if (i < (int)input("tries") && (rc = async_sleep(p)) < 0)
            return async_return(rc);
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
