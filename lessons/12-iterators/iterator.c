/* SPDX-License-Identifier: MIT */
/* 12 Iterator: the same numbers without a generator.  What a generator keeps in its
 * locals stands in a struct here, and "next" is a function that may wait. */
#include "kit.h"

struct range {
    int current, end;
};

/* 1 and *number, 0 at the end, -code. */
static int range_next(struct range *range, int *number)
{
    if (range->current >= range->end)
        return 0;
    int rc = async_sleep(0.1);
    if (rc < 0)
        return rc;
    *number = range->current++;
    return 1;
}

static void *program(void *arg)
{
    struct range range = { 0, 5 };
    int number, rc;

    while ((rc = range_next(&range, &number)) == 1)
        printf("%d\n", number);
    return async_return(rc);
}

const struct kit_demo iterator_demo = {
    .name = "iterator", .title = "an iterator by hand: a struct and a function",
    .program = program, .alone = true, .seconds = 0.5,
    .question = "Each step waits a tenth of a second. Where is the place remembered?",
    .moral = "An iterator is a struct that knows where it is.",
};
