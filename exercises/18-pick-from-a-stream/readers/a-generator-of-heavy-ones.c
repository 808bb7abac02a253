/* SPDX-License-Identifier: MIT */
/* Heavy apples: a generator that asks a generator. */
#include "exercise.h"

enum { MOST = 20 };

struct side {
    const char *name, *weights, *delays;
    double scale; /* what lies on the scale now */
    double crate[MOST];
    int count; /* of apples in the crate */
};

static void *belt(void *arg)
{
    struct side *side = arg;
    int rc = 0;

    printf("%s belt runs\n", side->name);
    for (int i = 0; rc == 0 && i < input_length(side->delays); i++) {
        rc = async_sleep(input_at(side->delays, i));
        side->scale = input_at(side->weights, i);
        if (rc == 0)
            rc = async_yield(&side->scale, NULL);
    }
    printf("%s belt stops\n", side->name);
    return async_return(rc);
}

static void *heavy(void *arg)
{
    struct side *side = arg;
    void *w;
    int rc = 0;
    struct async_generator all = async_generator(side->name, belt, side);
    while (rc == 0 && async_next(all, &w) > 0)
        if (*(double *)w >= input("limit"))
            rc = async_yield(w, NULL);
    async_generator_close(all);
    return async_return(rc);
}

static void *pick(void *arg)
{
    struct side *side = arg;
    void *w;
    struct async_generator g = async_generator("heavy", heavy, side);
    while (side->count < (int)input("crate") && async_next(g, &w) > 0)
        side->crate[side->count++] = *(double *)w;
    return async_return(async_generator_close(g));
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
