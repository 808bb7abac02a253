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

struct wakeup {
    struct dish *dish;
    double due;
    long asked;                 /* who asked first has the smaller number */
};

static bool before(const struct wakeup *a, const struct wakeup *b)
{
    double hair = 1e-6;

    if (a->due < b->due - hair)
        return true;
    return a->due <= b->due + hair && a->asked < b->asked;
}

/* Resumes each dish when its nap is over, until all are done. */
static int run_kitchen(struct dish *dishes, int n)
{
    struct wakeup waiting[MOST];
    int count = 0;
    long asked = 0;

    for (int i = 0; i < n; i++)
        waiting[count++] = (struct wakeup){ &dishes[i], async_time(), asked++ };

    while (count > 0) {
        int first = 0;
        for (int i = 1; i < count; i++)
            if (before(&waiting[i], &waiting[first]))
                first = i;

        struct wakeup *next = &waiting[first];
        double wait = next->due - async_time();
        if (wait > 1e-6) {
            int rc = async_sleep(wait);
            if (rc < 0)
                return rc;
        }

        void *length;
        int rc = async_bare_resume(next->dish->bare, NULL, &length);
        if (rc < 0)
            return rc;
        if (rc > 0) {
            next->due = async_time() + *(const double *)length;
            next->asked = asked++;
        } else {
            *next = waiting[--count];
        }
    }
    return 0;
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
