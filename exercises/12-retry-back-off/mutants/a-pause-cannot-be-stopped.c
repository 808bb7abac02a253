/* SPDX-License-Identifier: MIT */
/* Fails: stops in a pause: patience ended at 2.5 s, in a pause, and call 3 was made */
/* What async_sleep() returns is not looked at. */
#include "exercise.h"

/* Call number i, from 1: 0, or -EIO if nobody answered. */
static int ring(int i)
{
    char call[20];

    snprintf(call, sizeof call, "call %d", i);
    return ask("grandma", call, NULL);
}

/* Ring until somebody answers: the result is the number of the call. */
static void *reach(void *arg)
{
    int tries = (int)input("tries");
    double pause = input("pause");

    for (int i = 1;; i++) {
        int rc = ring(i);
        if (rc == 0)
            return (void *)(intptr_t)i;
        if (rc != -EIO || i == tries)
            return async_return(rc);
        async_sleep(pause);
        pause *= 2;
    }
}

void *solution(void *arg)
{
    void *call;

    int rc = async_wait_for(async_create_task("reach", reach, NULL), input("patience"),
                            &call);
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
