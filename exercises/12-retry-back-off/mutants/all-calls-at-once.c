/* SPDX-License-Identifier: MIT */
/* Fails: one at a time: grandma call 2 began at 0 s, while grandma call 1 was under way */
/* All calls at once: one of them will be answered. */
#include "exercise.h"

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
    struct async_task t[10];
    int n = input("tries");
    for (int i = 0; i < n; i++)
        t[i] = async_create_task("try", one, (void *)(intptr_t)(i + 1));
    async_gather(t, n, NULL, ASYNC_RETURN_EXCEPTIONS);
    for (int i = 0; i < n; i++)
        if (!async_exception(t[i]))
            return (void *)(intptr_t)(i + 1);
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
