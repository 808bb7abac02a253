/* SPDX-License-Identifier: MIT */
/* 12 Close early: the consumer leaves its loop before the end.  The generator still
 * waits in its yield; closing makes that return -ASYNC_ECLOSED, and it tidies up. */
#include "kit.h"

struct range {
    int start, end;
};

static void *count(void *arg)
{
    const struct range *range = arg;
    int rc = 0;

    for (int i = range->start; rc == 0 && i < range->end; i++) {
        rc = async_sleep(0.1);
        if (rc == 0)
            rc = async_yield(&i, NULL);         /* NULL: nothing is sent in */
    }
    if (rc < 0) {
        printf("tidying up\n");
        int tidied = async_sleep(0.1);          /* clean-up may wait, too */
        if (tidied < 0)
            return async_return(tidied);
    }
    return async_return(rc);
}

static void *program(void *arg)
{
    struct range range = { 0, 5 };
    struct async_generator numbers = async_generator("count", count, &range);
    void *number;
    int rc;

    while ((rc = async_next(numbers, &number)) == 1) {  /* 1: a value, 0: the end */
        printf("%d\n", *(int *)number);
        if (*(int *)number == 2)
            break;
    }
    if (rc < 0)
        return async_return(rc);
    printf("enough\n");
    rc = async_generator_close(numbers);
    if (rc == 0)
        printf("closed\n");
    return async_return(rc);
}

const struct kit_demo close_early_demo = {
    .name = "close-early", .title = "the consumer has had enough",
    .program = program, .alone = true, .seconds = 0.4,
    .question = "The consumer stops at 2. What does the generator get to do?",
    .moral = "A generator that is closed gets to tidy up, like a cancelled task.",
};
