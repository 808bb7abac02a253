/* SPDX-License-Identifier: MIT */
/* Wait for the bus: one coroutine awaits another, with a limit that never counts. */
#include "die.h"
#include "exercise.h"

static int total;

static void *wait_random(void *arg)
{
    *(int *)arg = die_throw();
    int rc = async_sleep(*(int *)arg);
    return async_return(rc);
}

static void *ride(void *arg)
{
    int no = *(int *)arg, waited = 0;
    char line[80];

    int rc = async_wait_for(async_coroutine("w", wait_random, &waited), 100, NULL);
    if (rc < 0)
        return async_return(rc);
    snprintf(line, sizeof line, "bus %d after %d s", no, waited);
    puts(line);
    total += waited;
    return NULL;
}

void *solution(void *arg)
{
    int n = input("rides");
    char sum[20];

    die_seed((int)input("seed"));
    for (int i = 1; i <= n; i++) {
        struct async_task t[1] = { async_coroutine("ride", ride, &i) };
        async_gather(t, 1, NULL, 0);
    }
    sprintf(sum, "%d", total);
    answer_text("waited", sum);
    return NULL;
}
