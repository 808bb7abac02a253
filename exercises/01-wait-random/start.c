/* SPDX-License-Identifier: MIT */
/* Wait for the bus. */
#include "die.h"
#include "exercise.h"

/* Throw the die, wait so many seconds; *arg gets how many. */
static void *wait_random(void *arg)
{
    int *seconds = arg;

    *seconds = die_throw();
    async_blocking_sleep(*seconds);
    return NULL;
}

void *solution(void *arg)
{
    int rides = (int)input("rides"), seconds = 0;

    for (int i = 1; i <= rides; i++) {
        wait_random(&seconds);
        printf("bus %d after %d s\n", i, seconds);
    }
    return NULL;
}
