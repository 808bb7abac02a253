/* SPDX-License-Identifier: MIT */
/* Fails: on time: was printed at */
/* The loop sleeps half a second at a time. */
#include "exercise.h"

enum { MOST = 10 };

struct dish {
    int number;
    struct async_bare *bare;
    bool done;
    double due; /* when to resume it */
    int asked;  /* its place in line among those of one moment */
};

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

static struct dish *next_of(struct dish *dishes, int n)
{
    struct dish *next = NULL;

    for (int i = 0; i < n; i++) {
        struct dish *one = &dishes[i];
        if (one->done)
            continue;
        if (!next || one->due < next->due - 1e-6 ||
            (one->due < next->due + 1e-6 && one->asked < next->asked))
            next = one;
    }
    return next;
}

static int run_kitchen(struct dish *dishes, int n)
{
    int asked = 0, rc = 0;
    struct dish *next;
    void *length;

    for (int i = 0; i < n; i++)
        dishes[i].asked = asked++;
    while (rc >= 0 && (next = next_of(dishes, n))) {
        if (next->due > async_time() + 1e-6)
            while (rc >= 0 && async_time() < next->due - 1e-9)
                rc = async_sleep(0.5);
        if (rc >= 0)
            rc = async_bare_resume(next->bare, NULL, &length);
        if (rc > 0) {
            next->due = async_time() + *(const double *)length;
            next->asked = asked++;
        } else {
            next->done = true;
        }
    }
    return rc;
}

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
