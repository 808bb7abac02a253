/* SPDX-License-Identifier: MIT */
/* Starts threads until none is to be had, then does its work. */
#include <pthread.h>
#include <unistd.h>

#include "good.h"

static void *wait_for_ever(void *arg)
{
    for (;;)
        pause();
}

void *solution(void *arg)
{
    pthread_t thread;
    int n = 0;

    while (n < 100000 && pthread_create(&thread, NULL, wait_for_ever, NULL) == 0)
        n++;
    if (n == 100000)
        return async_fail(EPERM, "it could start 100,000 threads");
    return good_solution();
}
