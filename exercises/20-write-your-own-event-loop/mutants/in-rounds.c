/* SPDX-License-Identifier: MIT */
/* Fails: on time: "egg done" was printed at 4.5 s, not at 3 s */
/* Round after round: all are resumed, then the longest nap is slept. */
#include "exercise.h"

enum { MOST = 10 };

struct dish {
    int number;
    struct async_bare *bare;
    bool done;
    double due;                 /* when to resume it */
    int asked;                  /* its place in line among those of one moment */
};

/* ---- Given ------------------------------------------------------------------- */

static void nap(double seconds)
{
    async_bare_yield(&seconds);
}

static void *dish(void *arg)
{
    const struct dish *self = arg;
    const char *name = input_text_at("dishes", self->number);
    int naps = (int)input("naps");

    for (int i = 0; i < naps; i++) {
        printf("%s %d\n", name, i);
        nap(input_at("lengths", self->number * naps + i));
    }
    printf("%s done\n", name);
    return NULL;
}

/* ---- The loop ---------------------------------------------------------------- */

static int run_kitchen(struct dish *dishes, int n)
{
    int left = n, rc = 0;
    void *length;

    while (rc >= 0 && left > 0) {
        double longest = 0;
        for (int i = 0; rc >= 0 && i < n; i++) {
            if (dishes[i].done)
                continue;
            rc = async_bare_resume(dishes[i].bare, NULL, &length);
            if (rc > 0)
                longest = fmax(longest, *(const double *)length);
            else
                dishes[i].done = --left >= 0;
        }
        if (rc >= 0 && left > 0)
            rc = async_sleep(longest);
    }
    return rc;
}

/* ---- The kitchen ------------------------------------------------------------- */

void *solution(void *arg)
{
    struct dish dishes[MOST] = { { 0 } };
    int n = input_length("dishes");

    for (int i = 0; i < n; i++) {
        dishes[i].number = i;
        dishes[i].bare = async_bare_create(dish, &dishes[i]);
    }
    int rc = run_kitchen(dishes, n);
    for (int i = 0; i < n; i++)
        async_bare_destroy(dishes[i].bare);
    return async_return(rc);
}
