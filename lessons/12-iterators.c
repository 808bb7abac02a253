/* SPDX-License-Identifier: MIT */
/* 12 Iterators: values that come one at a time, each after a wait.
 *
 * Concept  An asynchronous generator is a coroutine that gives many values.  It
 *          runs only while its consumer asks for the next one, and may wait.
 * Predict  Five values, a tenth of a second each.  When is the third printed?
 * Watch    One lane: main's.  Its five sleeps stand in count(), which runs in its
 *          consumer's turn and has none of its own.
 * Try      Sleep a tenth of a second behind the printf(), too.  Does the generator
 *          prepare its next value meanwhile?
 * Next     --demo close-early: the consumer has had enough.
 */
#include "kit.h"

struct range {
    int start, end;
};

static void *count(void *arg)
{
    const struct range *range = arg;

    for (int i = range->start; i < range->end; i++) {
        int rc = async_sleep(0.1);
        if (rc == 0)
            rc = async_yield(&i, NULL);         /* NULL: nothing is sent in */
        if (rc < 0)
            return async_return(rc);
    }
    return NULL;
}

static void *program(void *arg)
{
    struct range range = { 0, 5 };
    struct async_generator numbers = async_generator("count", count, &range);
    void *number;
    int rc;

    while ((rc = async_next(numbers, &number)) == 1)    /* 1: a value, 0: the end */
        printf("%d\n", *(int *)number);
    return async_return(rc);
}

static const struct kit_demo generator_demo = {
    .name = "generator", .title = "a generator that waits before each value",
    .program = program, .alone = true, .seconds = 0.5,
    .question = "A tenth of a second for each value. When is the third number printed?",
    .moral = "A generator runs only while somebody asks it for a value.",
};
extern const struct kit_demo iterator_demo, counter_demo, close_early_demo;

int main(int argc, char **argv)
{
    static const struct kit_demo *const demos[] = {
        &generator_demo, &close_early_demo, &iterator_demo, &counter_demo, NULL
    };
    return kit_main(argc, argv, "iterators", demos);
}
