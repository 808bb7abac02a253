/* SPDX-License-Identifier: MIT */
/* 12 Counter: one number a second, slow enough to watch live: main asks, the counter
 * sleeps, gives a number and is still until it is asked again. */
#include "kit.h"

static void *counter(void *arg)
{
    for (int i = 0; i < 5; i++) {
        int rc = async_sleep(1);
        if (rc == 0)
            rc = async_yield(&i, NULL);         /* NULL: nothing is sent in */
        if (rc < 0)
            return async_return(rc);
    }
    return NULL;
}

static void *program(void *arg)
{
    struct async_generator numbers = async_generator("counter", counter, NULL);
    void *number;
    int rc;

    while ((rc = async_next(numbers, &number)) == 1)    /* 1: a value, 0: the end */
        printf("%d\n", *(int *)number);
    return async_return(rc);
}

const struct kit_demo counter_demo = {
    .name = "counter", .title = "one number a second",
    .program = program, .alone = true, .seconds = 5,
    .question = "One number a second, from 0. Which one is printed at 3 s?",
    .moral = "Asked and answered in turn: no value is made before it is wanted.",
};
