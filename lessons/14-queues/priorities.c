/* SPDX-License-Identifier: MIT */
/* 14 Priorities: the doctor takes whoever is worst, not whoever was first.  Of equal
 * ones the queue promises no order, so the comparison goes on to the number. */
#include "kit.h"

struct patient {
    int urgency, number;                /* 0 is the most urgent */
    const char *trouble;
};

static struct patient patients[] = {
    { 3, 1, "a cough" }, { 2, 2, "a sprained ankle" }, { 3, 3, "a cold" },
    { 1, 4, "a broken arm" }, { 0, 5, "a heart attack" },
};
static struct async_queue waiting_room;

static int compare(const void *a, const void *b)
{
    const struct patient *one = a, *other = b;

    if (one->urgency != other->urgency)
        return one->urgency - other->urgency;
    return one->number - other->number;
}

static void *doctor(void *arg)
{
    void *next;
    int rc;

    while ((rc = async_queue_get(&waiting_room, &next)) == 0) {
        const struct patient *patient = next;
        printf("%.1f s: patient %d, %s\n", async_time(), patient->number,
               patient->trouble);
        rc = async_sleep(1);
        if (rc < 0)
            break;
        async_queue_task_done(&waiting_room);
    }
    return async_return(rc);
}

static void *program(void *arg)
{
    async_priority_queue_init(&waiting_room, "waiting room", 0, compare);
    for (int i = 0; i < 4; i++)
        async_queue_put_nowait(&waiting_room, &patients[i]);
    struct async_task working = async_create_task("doctor", doctor, NULL);

    int rc = async_sleep(1.5);
    if (rc < 0)
        return async_return(rc);
    printf("%.1f s: an ambulance comes\n", async_time());
    async_queue_put_nowait(&waiting_room, &patients[4]);
    rc = async_queue_join(&waiting_room);
    if (rc < 0)
        return async_return(rc);
    async_cancel(working);
    printf("%.1f s: the waiting room is empty\n", async_time());
    return NULL;
}

static const char *const lanes[] = { "doctor", NULL };

const struct kit_demo priorities_demo = {
    .name = "priorities", .title = "the worst first",
    .program = program, .lanes = lanes, .alone = true, .seconds = 5,
    .question = "An emergency comes at 1.5 s, during a treatment. When is it seen?",
    .moral = "A priority queue chooses who is next; it interrupts nobody.",
};
