/* SPDX-License-Identifier: MIT */
/* Fails: stops when told: patience ended at 3 s, and the calls went on to 6 s */
/* Every failure is a reason to try again, a cancellation, too. */
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
        if (i == tries)
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
