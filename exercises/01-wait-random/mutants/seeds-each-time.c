/* SPDX-License-Identifier: MIT */
/* Fails: by the seed: wait 2 took 4 s; the die seeded with 7 shows 5 */
/* Seeding is taken for a part of throwing: every bus takes equally long. */
#include "die.h"
#include "exercise.h"

static void *wait_random(void *arg)
{
    int *seconds = arg;

    die_seed((int)input("seed"));
    *seconds = die_throw();
    return async_return(async_sleep(*seconds));
}

void *solution(void *arg)
{
    int seconds = 0, total = 0;

    for (int i = 1; i <= (int)input("rides"); i++) {
        async_await(async_coroutine("bus", wait_random, &seconds), NULL);
        printf("bus %d after %d s\n", i, seconds);
        total += seconds;
    }
    answer("waited", total);
    return NULL;
}
