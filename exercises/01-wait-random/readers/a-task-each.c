/* SPDX-License-Identifier: MIT */
/* Wait for the bus: a task for each, and the die seeded by whoever throws first. */
#include "die.h"
#include "exercise.h"

static double time = 0;

static int throw_it(void)
{
    static bool seeded = false;

    if (!seeded) {
        die_seed(input("seed"));
        seeded = true;
    }
    return die_throw();
}

static void *wait_random(void *arg)
{
    int n = throw_it();

    *(int *)arg = n;
    fprintf(stderr, "waiting for %d\n", n);
    async_sleep((double)n);
    return arg;
}

void *solution(void *arg)
{
    int index;

    for (index = 1; index <= input("rides"); index++) {
        int s;
        void *p;
        struct async_task t = async_create_task("ride", wait_random, &s);
        if (async_await(t, &p) != 0)
            return async_return(-ECANCELED);
        printf("bus %d after %d s\n", index, *(int *)p);
        time += s;
    }
    printf("waited: %d\n", (int)time);
    return NULL;
}
