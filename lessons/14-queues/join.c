/* SPDX-License-Identifier: MIT */
/* 14 Join: two porters empty a van.  An empty queue is not the end of the work: what
 * was taken out is still being carried.  join waits until each box is reported done. */
#include "kit.h"

enum { BOXES = 5, PORTERS = 2 };

struct box {
    int number;
    double seconds;
};

static struct box boxes[BOXES] = { { 1, 4 }, { 2, 1 }, { 3, 2 }, { 4, 1 }, { 5, 2 } };
static struct async_queue van = ASYNC_QUEUE("van", 0);

static void *porter(void *arg)
{
    const char *name = arg;
    void *next;
    int rc;

    while ((rc = async_queue_get(&van, &next)) == 0) {
        const struct box *box = next;
        rc = async_sleep(box->seconds);
        if (rc < 0)
            break;
        printf("%.1f s: %s has carried box %d\n", async_time(), name, box->number);
        async_queue_task_done(&van);
    }
    return async_return(rc);            /* they work until they are cancelled */
}

static void *program(void *arg)
{
    for (int i = 0; i < BOXES; i++)
        async_queue_put_nowait(&van, &boxes[i]);
    struct async_task porters[PORTERS] = {
        async_create_task("Ada", porter, "Ada"),
        async_create_task("Ben", porter, "Ben"),
    };

    int rc = async_queue_join(&van);
    if (rc < 0)
        return async_return(rc);
    printf("%.1f s: every box is carried, not only taken out\n", async_time());
    for (int i = 0; i < PORTERS; i++)
        async_cancel(porters[i]);
    rc = async_gather(porters, PORTERS, NULL, ASYNC_RETURN_EXCEPTIONS);
    if (rc < 0)
        return async_return(rc);
    printf("porters cancelled: %s\n",
           kit_bool(async_cancelled(porters[0]) && async_cancelled(porters[1])));
    return NULL;
}

static const char *const lanes[] = { "Ada", "Ben", NULL };

const struct kit_demo join_demo = {
    .name = "join", .title = "when is all the work done?",
    .program = program, .lanes = lanes, .alone = true, .seconds = 6,
    .question = "At 4 s the van is empty. Is the work done?",
    .moral = "Taken out is not done: join waits until each item was reported done.",
};
