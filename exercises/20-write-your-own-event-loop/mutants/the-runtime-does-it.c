/* SPDX-License-Identifier: MIT */
/* Fails: own loop: a task "egg" was made beside main */
/* A task for each dish: the loop that is there does the work. */
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

static void *keep(void *arg)
{
    struct dish *self = arg;
    void *length;
    int rc;

    while ((rc = async_bare_resume(self->bare, NULL, &length)) > 0)
        if ((rc = async_sleep(*(const double *)length)) < 0)
            break;
    return async_return(rc);
}

static int run_kitchen(struct dish *dishes, int n)
{
    struct async_task tasks[MOST];

    for (int i = 0; i < n; i++)
        tasks[i] = async_coroutine(input_text_at("dishes", i), keep, &dishes[i]);
    return async_gather(tasks, n, NULL, 0);
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
