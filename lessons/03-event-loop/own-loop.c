/* SPDX-License-Identifier: MIT */
/* 03 Own loop: an event loop in sixty lines, on bare coroutines alone.
 * Two lists, who is ready and who sleeps, and four stages: schedule, run, wait, wake. */
#include <string.h>

#include "kit.h"

enum { MOST = 8 };

struct routine {
    struct async_bare *bare;
    double wake;                        /* when it wants to go on */
};

static struct list {
    struct routine items[MOST];
    int count;
} ready, asleep;                        /* asleep: the earliest first */
static double now;                      /* by the loop's own clock */

static void insert(struct list *list, int at, struct routine routine)
{
    memmove(&list->items[at + 1], &list->items[at],
            (size_t)(list->count++ - at) * sizeof routine);
    list->items[at] = routine;
}

static struct routine take_first(struct list *list)
{
    struct routine first = list->items[0];

    memmove(&list->items[0], &list->items[1], (size_t)--list->count * sizeof first);
    return first;
}

static void schedule(struct routine routine)
{
    insert(&ready, ready.count, routine);
}

static void put_to_sleep(struct routine routine)
{
    int at = 0;

    while (at < asleep.count && asleep.items[at].wake <= routine.wake)
        at++;
    insert(&asleep, at, routine);
}

static void run_those_ready(void)
{
    for (int n = ready.count; n > 0; n--) {
        struct routine routine = take_first(&ready);
        void *seconds;
        if (async_bare_resume(routine.bare, NULL, &seconds) > 0) {
            routine.wake = now + *(const double *)seconds;
            put_to_sleep(routine);
        } else {
            async_bare_destroy(routine.bare);
        }
    }
}

static void wait_for_first(void)
{
    async_blocking_sleep(asleep.items[0].wake - now);
    now = asleep.items[0].wake;
}

static void wake(void)
{
    while (asleep.count > 0 && asleep.items[0].wake <= now)
        schedule(take_first(&asleep));
}

static void run_all(void)
{
    while (ready.count > 0 || asleep.count > 0) {
        run_those_ready();
        if (asleep.count > 0) {
            wait_for_first();
            wake();
        }
    }
}

/* ---- Three kettles on this loop ------------------------------------------ */

struct kettle {
    const char *name;
    double seconds;
};

static void *boil(void *arg)
{
    struct kettle *this = arg;

    printf("%.1f %s on\n", async_time(), this->name);
    async_bare_yield(&this->seconds);
    printf("%.1f %s boils\n", async_time(), this->name);
    return NULL;
}

static int script(void)
{
    static struct kettle kettles[] = { { "large", 3 }, { "small", 1 }, { "middle", 2 } };

    for (int i = 0; i < 3; i++) {
        struct routine routine = { async_bare_create(boil, &kettles[i]), 0 };
        if (!routine.bare)
            return async_set_error(ENOMEM, "no room for a stack");
        schedule(routine);
    }
    run_all();
    return 0;
}

const struct kit_demo own_loop_demo = {
    .name = "own-loop", .title = "build your own event loop on bare coroutines",
    .script = script, .loopless = true, .alone = true, .seconds = 3,
    .question = "Three kettles: 3 s, 1 s and 2 s, one thread and no runtime. How long?",
    .moral = "Schedule, run, wait, wake: that is all an event loop does.",
};
