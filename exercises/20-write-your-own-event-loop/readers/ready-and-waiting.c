/* SPDX-License-Identifier: MIT */
/* Your own event loop: those that are ready in a line, the others by their moments. */
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

static int run_kitchen(struct dish *dishes, int n)
{
    struct dish *ready[100];
    int head = 0, tail = 0, left = n, asked = 0;
    for (int i = 0; i < n; i++) {
        ready[tail++ % 100] = &dishes[i];
        dishes[i].due = -1;
    }
    while (left > 0) {
        while (head < tail) {
            struct dish *d = ready[head++ % 100];
            void *p;
            int rc = async_bare_resume(d->bare, NULL, &p);
            if (rc < 0)
                return rc;
            if (rc == 0) {
                left--;
                d->due = -1;
                continue;
            }
            double nap = *(double *)p;
            d->asked = asked++;
            if (nap <= 0)
                ready[tail++ % 100] = d;
            else
                d->due = async_time() + nap;
            /* those due meanwhile at this very moment come by their turn */
        }
        double next = -1;
        for (int i = 0; i < n; i++)
            if (dishes[i].due >= 0 && (next < 0 || dishes[i].due < next))
                next = dishes[i].due;
        if (next < 0)
            break;
        async_sleep(next - async_time());
        for (;;) {
            struct dish *f = NULL;
            for (int i = 0; i < n; i++)
                if (dishes[i].due >= 0 && dishes[i].due < next + 1e-6 &&
                    (!f || dishes[i].asked < f->asked))
                    f = &dishes[i];
            if (!f)
                break;
            f->due = -1;
            ready[tail++ % 100] = f;
        }
    }
    return 0;
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
