/* SPDX-License-Identifier: MIT */
/* Fails: pauses grow: pause 3 took */
/* The pause grows by as much each time. */
#include "exercise.h"

static int ring(int i)
{
    char call[20];
    snprintf(call, sizeof call, "call %d", i);
    return ask("grandma", call, NULL);
}

static void *reach(void *arg)
{
    for (int i = 1;; i++) {
        int rc = ring(i);
        if (rc == 0)
            return (void *)(intptr_t)i;
        if (rc != -EIO || i == (int)input("tries"))
            return async_return(rc);
        rc = async_sleep(input("pause") * i);
        if (rc < 0)
            return async_return(rc);
    }
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
