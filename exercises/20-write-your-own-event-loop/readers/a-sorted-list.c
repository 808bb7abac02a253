/* SPDX-License-Identifier: MIT */
/* Your own event loop: one list in order of the moments. */
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

struct entry {
    double when;
    int order;
    struct dish *dish;
};

static struct entry list[64];
static int count, order;

static void put(double when, struct dish *d)
{
    int i = count++;
    while (i > 0 && list[i - 1].when > when + 1e-9) {
        list[i] = list[i - 1];
        i--;
    }
    list[i] = (struct entry){ when, order++, d };
}

static int run_kitchen(struct dish *dishes, int n)
{
    for (int i = 0; i < n; i++)
        put(0, &dishes[i]);
    while (count) {
        struct entry e = list[0];
        void *length;
        memmove(list, list + 1, sizeof *list * (size_t)--count);
        if (e.when > async_time()) {
            int rc = async_sleep(e.when - async_time());
            if (rc < 0)
                return rc;
        }
        int rc = async_bare_resume(e.dish->bare, NULL, &length);
        if (rc < 0)
            return rc;
        if (rc > 0)
            put(e.when + *(double *)length, e.dish);
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
