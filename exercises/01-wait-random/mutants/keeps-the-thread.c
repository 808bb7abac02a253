/* SPDX-License-Identifier: MIT */
/* Fails: thread free: main blocked the thread at 0 s */
/* A blocking sleep inside a coroutine is still a blocking sleep. */
#include "die.h"
#include "exercise.h"

static void *wait_random(void *arg)
{
    int *seconds = arg;

    *seconds = die_throw();
    async_blocking_sleep(*seconds);
    return NULL;
}

void *solution(void *arg)
{
    int seconds = 0, total = 0;

    die_seed((int)input("seed"));
    for (int i = 1; i <= (int)input("rides"); i++) {
        async_await(async_coroutine("bus", wait_random, &seconds), NULL);
        printf("bus %d after %d s\n", i, seconds);
        total += seconds;
    }
    answer("waited", total);
    return NULL;
}
