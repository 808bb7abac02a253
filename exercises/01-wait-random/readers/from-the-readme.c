/* SPDX-License-Identifier: MIT */
/* Wait for the bus. */
#include "die.h"
#include "exercise.h"

/* Throw the die, wait so many seconds; *arg gets how many. */
static void *wait_random(void *arg)
{
    int *seconds = arg;

    *seconds = die_throw();
    return async_return(async_sleep(*seconds));
}

void *solution(void *arg)
{
    int rides = (int)input("rides"), seconds = 0, total = 0;

    die_seed((int)input("seed"));

    for (int i = 1; i <= rides; i++) {
        int rc = async_await(async_coroutine("wait_random", wait_random, &seconds), NULL);
        if (rc < 0)
            return async_return(rc);
        printf("bus %d after %d s\n", i, seconds);
        total += seconds;
    }
    answer("waited", total);
    return NULL;
}
