/* SPDX-License-Identifier: MIT */
/* Fails: side by side: no belt was asked for an apple */
/* The belt is written once more, without a generator. */
#include "exercise.h"

enum { MOST = 20 };

struct side {
    const char *name, *weights, *delays;
    double scale; /* what lies on the scale now */
    double crate[MOST];
    int count; /* of apples in the crate */
};

static void *pick(void *arg)
{
    struct side *side = arg;
    printf("%s belt runs\n", side->name);
    for (int i = 0;
         i < input_length(side->weights) && side->count < (int)input("crate");
         i++) {
        async_sleep(input_at(side->delays, i));
        if (input_at(side->weights, i) >= input("limit"))
            side->crate[side->count++] = input_at(side->weights, i);
    }
    printf("%s belt stops\n", side->name);
    return NULL;
}

static void tell(const struct side *side)
{
    printf("%s:", side->name);
    for (int i = 0; i < side->count; i++)
        printf(" %g", side->crate[i]);
    printf("\n");
}

void *solution(void *arg)
{
    static struct side left = { "left", "left.weights", "left.delays" };
    static struct side right = { "right", "right.weights", "right.delays" };
    struct async_task both[] = { async_coroutine("left", pick, &left),
                                 async_coroutine("right", pick, &right) };

    int rc = async_gather(both, 2, NULL, 0);
    if (rc < 0)
        return async_return(rc);
    tell(&left);
    tell(&right);
    return NULL;
}
