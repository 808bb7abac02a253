/* SPDX-License-Identifier: MIT */
/* Fails: waits: 40 sleeps for 3 rides: a wait was cut into pieces */
/* The clock is looked at four times a second, as if a sleep could not be trusted. */
#include "die.h"
#include "exercise.h"

static void *wait_random(void *arg)
{
    int rc = 0;

    *(int *)arg = die_throw();
    double end = async_time() + *(int *)arg;
    while (rc == 0 && async_time() < end)
        rc = async_sleep(0.25);
    return async_return(rc);
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
