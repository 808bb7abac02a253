/* SPDX-License-Identifier: MIT */
/* Heavy apples: loops that are left in the middle, one belt in main's own task. */
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

static void *pick(void *arg)
{
    struct side *one = arg;
    struct async_generator g = async_generator("belt", belt, one);
    for (;;) {
        void *p;
        if (async_next(g, &p) != 1)
            break;
        double grams = *(double *)p;
        if (grams < input("limit"))
            continue;
        one->crate[one->count] = grams;
        if (++one->count == input("crate")) {
            async_generator_close(g);
            return NULL;
        }
    }
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
    static struct side side[2] = { { "left", "left.weights", "left.delays" },
                                   { "right", "right.weights",
                                     "right.delays" } };
    struct async_task a = async_create_task("a", pick, &side[0]);
    async_await(async_coroutine("b", pick, &side[1]), NULL);
    async_await(a, NULL);
    for (int i = 0; i < 2; i++)
        tell(&side[i]);
    return NULL;
}
