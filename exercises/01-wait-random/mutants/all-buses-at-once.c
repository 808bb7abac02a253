/* SPDX-License-Identifier: MIT */
/* Fails: waits: bus 2 was waited for from 0 s on, and bus 1 came at 4 s */
/* Tasks are taken for the asynchronous way to write a loop. */
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
    int rides = (int)input("rides"), seconds[10], total = 0;
    struct async_task buses[10];

    die_seed((int)input("seed"));
    for (int i = 0; i < rides; i++)
        buses[i] = async_create_task("bus", wait_random, &seconds[i]);
    for (int i = 0; i < rides; i++) {
        async_await(buses[i], NULL);
        printf("bus %d after %d s\n", i + 1, seconds[i]);
        total += seconds[i];
    }
    answer("waited", total);
    return NULL;
}
