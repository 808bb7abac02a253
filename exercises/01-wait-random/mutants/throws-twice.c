/* SPDX-License-Identifier: MIT */
/* Fails: tells its wait: "bus 1 after 5 s" was printed, and the wait was 4 s long */
/* One throw for the sleep, another one for the line. */
#include "die.h"
#include "exercise.h"

static void *wait_random(void *arg)
{
    int rc = async_sleep(die_throw());

    *(int *)arg = die_throw();
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
