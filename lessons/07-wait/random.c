/* SPDX-License-Identifier: MIT */
/* 07 Random: five taxis are called, and nobody knows which comes first.  The delays
 * are drawn from a seed, so every run of this program has the same ones. */
#include "kit.h"
#include "kit_random.h"

enum { TAXIS = 5, LONGEST = 10 };

struct taxi {
    double delay;               /* as it was drawn */
    double took;                /* as the clock saw it */
};

static const char *const lanes[] = {
    "taxi 1", "taxi 2", "taxi 3", "taxi 4", "taxi 5", NULL
};
static struct kit_random chance = KIT_RANDOM(1);

static void *drive(void *arg)
{
    struct taxi *this = arg;
    double start = async_time();

    this->delay = kit_random_uniform(&chance, 0, LONGEST);
    int rc = async_sleep(this->delay);
    if (rc < 0)
        return async_return(rc);
    this->took = async_time() - start;
    return this;
}

/* The taxis in the order in which they come.  How many, or -code. */
static int meet(struct async_task *tasks, struct taxi **met)
{
    struct async_completed ends = async_as_completed(tasks, TAXIS, ASYNC_FOREVER);
    struct async_task next;
    void *taxi;
    int rc, n = 0;

    while ((rc = async_next_completed(&ends, &next)) == 1) {
        rc = async_await(next, &taxi);
        if (rc < 0)
            break;
        met[n++] = taxi;
    }
    async_completed_end(&ends);
    return rc < 0 ? rc : n;
}

static void *program(void *arg)
{
    struct async_task tasks[TAXIS];
    struct taxi taxis[TAXIS], *met[TAXIS];
    bool within = true, sorted = true;
    double start = async_time(), longest = 0;

    for (int i = 0; i < TAXIS; i++)
        tasks[i] = async_create_task(lanes[i], drive, &taxis[i]);
    int n = meet(tasks, met);
    if (n < 0)
        return async_return(n);

    for (int i = 0; i < n; i++) {
        within &= met[i]->delay >= 0 && met[i]->delay <= LONGEST;
        sorted &= i == 0 || met[i - 1]->delay <= met[i]->delay;
        longest = fmax(longest, met[i]->took);
    }
    printf("count: %d\n", n);
    printf("all within 0..%d: %s\n", LONGEST, kit_bool(within));
    printf("in completion order: %s\n", kit_bool(sorted));
    printf("elapsed is the longest delay: %s\n",
           kit_bool(fabs(async_time() - start - longest) < 0.1));
    return NULL;
}

const struct kit_demo random_demo = {
    .name = "random", .title = "random delays, the same in every run",
    .program = program, .lanes = lanes, .seconds = 32,
    .question = "Five taxis, each there within 10 s, by chance. When have all come?",
    .moral = "Together they take as long as the slowest, whichever that is.",
};
