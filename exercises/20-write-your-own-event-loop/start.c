/* SPDX-License-Identifier: MIT */
/* Your own event loop. */
#include "exercise.h"

enum { MOST = 10 };

struct dish {
    int number;
    struct async_bare *bare;
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

/* One dish after the other, each to its end. */
static int run_kitchen(struct dish *dishes, int n)
{
    void *length;
    int rc = 0;

    for (int i = 0; rc >= 0 && i < n; i++)
        while (rc >= 0 && (rc = async_bare_resume(dishes[i].bare, NULL, &length)) > 0)
            rc = async_sleep(*(const double *)length);
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
