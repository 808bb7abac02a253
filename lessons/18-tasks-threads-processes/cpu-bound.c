/* SPDX-License-Identifier: MIT */
/* 18 CPU-bound: two that compute without a wait are done one behind the other,
 * whatever they are called.  async_sleep(0) lets the other one in between, and makes
 * nothing faster. */
#include "kit.h"

static long part(const char *name, int low, int high)
{
    long sum = 0;

    printf("%s computes %d to %d\n", name, low, high);
    for (int i = low; i < high; i++)
        sum += (long)i * i;
    return sum;
}

static void *greedy(void *name)
{
    long total = part(name, 0, 500) + part(name, 500, 1000);

    printf("%s total %ld\n", (const char *)name, total);
    return NULL;
}

static void *polite(void *name)
{
    long total = part(name, 0, 500);

    int rc = async_sleep(0);
    if (rc < 0)
        return async_return(rc);
    total += part(name, 500, 1000);
    printf("%s total %ld\n", (const char *)name, total);
    return NULL;
}

static int both(async_fn *fn, char *one, char *other)
{
    struct async_task pair[] = {
        async_coroutine(one, fn, one), async_coroutine(other, fn, other),
    };

    return async_gather(pair, 2, NULL, 0);
}

static void *program(void *arg)
{
    int rc = both(greedy, "g1", "g2");
    if (rc == 0)
        rc = both(polite, "p1", "p2");
    return async_return(rc);
}

static const char *const lanes[] = { "g1", "g2", "p1", "p2", NULL };

const struct kit_demo cpu_bound_demo = {
    .name = "cpu-bound", .title = "tasks that compute: in turns, and no faster",
    .program = program, .lanes = lanes,
    .question = "Two tasks compute and never wait. What does the second one do meanwhile?",
    .moral = "Tasks share one thread: computing is not made faster by taking turns.",
};
