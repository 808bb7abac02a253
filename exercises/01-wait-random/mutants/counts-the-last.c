/* SPDX-License-Identifier: MIT */
/* Fails: total: the answer "waited" is 1, not 10 */
/* The last wait is handed in for all of them. */
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
    int seconds = 0;

    die_seed((int)input("seed"));
    for (int i = 1; i <= (int)input("rides"); i++) {
        async_await(async_coroutine("bus", wait_random, &seconds), NULL);
        printf("bus %d after %d s\n", i, seconds);
    }
    answer("waited", seconds);
    return NULL;
}
