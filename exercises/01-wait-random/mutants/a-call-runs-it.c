/* SPDX-License-Identifier: MIT */
/* Fails: waits: 0 of 3 rides began with a sleep */
/* Making a coroutine is taken for running it. */
#include "die.h"
#include "exercise.h"

static void *wait_random(void *arg)
{
    int *seconds = arg;

    *seconds = die_throw();
    return async_return(async_sleep(*seconds));
}

void *solution(void *arg)
{
    int seconds = 0, total = 0;

    die_seed((int)input("seed"));
    for (int i = 1; i <= (int)input("rides"); i++) {
        async_coroutine("bus", wait_random, &seconds);
        printf("bus %d after %d s\n", i, seconds);
        total += seconds;
    }
    answer("waited", total);
    return NULL;
}
