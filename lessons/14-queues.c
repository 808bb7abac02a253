/* SPDX-License-Identifier: MIT */
/* 14 Queues: one makes, another takes.
 *
 * Concept  A queue hands things from task to task.  Who takes from an empty one
 *          waits; who puts into a full one waits, too: that is back-pressure.
 * Predict  A loaf is baked in a quarter of a second and sold in one; the shelf has
 *          room for two.  When is loaf 6 on the shelf?
 * Watch    The baker's lane: quick at first, and from the full shelf on in step
 *          with the seller.
 * Try      A shelf without a limit: 0 in place of 2.  What grows now?
 * Next     --demo producer-consumer: the other one waits.
 */
#include "kit.h"

enum { LOAVES = 6 };
static struct async_queue shelf = ASYNC_QUEUE("shelf", 2);

static void *baker(void *arg)
{
    static int loaves[LOAVES];

    for (int i = 0; i < LOAVES; i++) {
        loaves[i] = i + 1;
        int rc = async_sleep(0.25);
        if (rc == 0)
            rc = async_queue_put(&shelf, &loaves[i]);   /* waits while it is full */
        if (rc < 0)
            return async_return(rc);
        printf("%.2f s: loaf %d is on the shelf\n", async_time(), loaves[i]);
    }
    int rc = async_queue_put(&shelf, NULL);             /* NULL: no more to come */
    if (rc < 0)
        return async_return(rc);
    printf("%.2f s: the baker goes home\n", async_time());
    return NULL;
}

static void *seller(void *arg)
{
    void *loaf;
    int rc;

    while ((rc = async_queue_get(&shelf, &loaf)) == 0 && loaf) {
        rc = async_sleep(1);
        if (rc < 0)
            break;
        printf("%.2f s: loaf %d is sold\n", async_time(), *(int *)loaf);
    }
    return async_return(rc);
}

static void *program(void *arg)
{
    struct async_task both[] = {
        async_coroutine("baker", baker, NULL),
        async_coroutine("seller", seller, NULL),
    };
    int rc = async_gather(both, 2, NULL, 0);
    return async_return(rc);
}

static const char *const lanes[] = { "baker", "seller", NULL };

static const struct kit_demo back_pressure_demo = {
    .name = "back-pressure", .title = "a full shelf stops the baker",
    .program = program, .lanes = lanes, .alone = true, .seconds = 6.25,
    .question = "Baked in 0.25 s, sold in 1 s, room for two. Who waits for whom?",
    .moral = "A full queue slows the quick one down to the pace of the slow one.",
};
extern const struct kit_demo producer_consumer_demo, priorities_demo, join_demo;

int main(int argc, char **argv)
{
    static const struct kit_demo *const demos[] = {
        &back_pressure_demo, &producer_consumer_demo, &priorities_demo, &join_demo, NULL
    };
    return kit_main(argc, argv, "queues", demos);
}
