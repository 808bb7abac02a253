/* SPDX-License-Identifier: MIT */
/* Grandma's telephone: each call is a task, and the pause is shifted. */
#include "exercise.h"
#include <math.h>

static int ring(int i)
{
    char call[20];
    snprintf(call, sizeof call, "call %d", i);
    return ask("grandma", call, NULL);
}

static void *one(void *arg)
{
    return async_return(ring((int)(intptr_t)arg));
}

static void *reach(void *arg)
{
    int n = input("tries"), rc = -EIO;
    for (int i = 0; i < n; i++) {
        if (i > 0 && (rc = async_sleep(input("pause") * (1 << (i - 1)))) < 0)
            break;
        rc = async_await(async_create_task("try", one,
                                           (void *)(intptr_t)(i + 1)),
                         NULL);
        if (rc >= 0)
            return (void *)(intptr_t)(i + 1);
        if (rc != -EIO)
            break;
        fprintf(stderr, "call %d failed\n", i + 1);
    }
    return async_return(rc);
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
