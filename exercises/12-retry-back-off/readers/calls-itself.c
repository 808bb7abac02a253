/* SPDX-License-Identifier: MIT */
/* Grandma's telephone: a function that calls itself for the next try. */
#include "exercise.h"

static int ring(int i)
{
    char call[20];
    snprintf(call, sizeof call, "call %d", i);
    return ask("grandma", call, NULL);
}

static int again(int i, double pause)
{
    int rc = ring(i);
    if (rc == 0)
        return i;
    if (rc == -ECANCELED || i >= (int)input("tries"))
        return rc;
    if ((rc = async_sleep(pause)) != 0)
        return rc;
    return again(i + 1, 2 * pause);
}

static void *reach(void *arg)
{
    int rc = again(1, input("pause"));
    if (rc < 0)
        return async_return(rc);
    return (void *)(intptr_t)rc;
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
