/* SPDX-License-Identifier: MIT */
/* 13 Rate limit: not how many run at a time, but how many start in any second.  The
 * door remembers its last three starts; who finds it too early waits, at its head. */
#include "kit.h"

enum { REQUESTS = 8, LIMIT = 3, PERIOD = 1 };

static const char *const lanes[] = {
    "request 0", "request 1", "request 2", "request 3",
    "request 4", "request 5", "request 6", "request 7", NULL
};

static struct door {
    struct async_lock lock;
    double starts[LIMIT];               /* a ring: of the last LIMIT requests */
    int count;
} door = { .lock = ASYNC_LOCK("door") };

static int enter(void)
{
    int rc = async_lock_acquire(&door.lock);
    if (rc < 0)
        return rc;
    double *oldest = &door.starts[door.count % LIMIT];
    if (door.count >= LIMIT)
        rc = async_sleep(*oldest + PERIOD - async_time());
    if (rc == 0) {
        *oldest = async_time();
        door.count++;
    }
    async_lock_release(&door.lock);
    return rc;
}

struct request {
    int number;
    double base;
};

static void *request(void *arg)
{
    struct request *this = arg;

    int rc = enter();
    if (rc < 0)
        return async_return(rc);
    printf("%.1f request %d starts\n", async_time() - this->base, this->number);
    rc = async_sleep(0.3);
    if (rc < 0)
        return async_return(rc);
    return &this->number;
}

static void *program(void *arg)
{
    struct request requests[REQUESTS];
    struct async_task tasks[REQUESTS];
    void *done[REQUESTS];
    int numbers[REQUESTS];

    for (int i = 0; i < REQUESTS; i++) {
        requests[i] = (struct request){ i, async_time() };
        tasks[i] = async_coroutine(lanes[i], request, &requests[i]);
    }
    int rc = async_gather(tasks, REQUESTS, done, 0);
    if (rc < 0)
        return async_return(rc);
    for (int i = 0; i < REQUESTS; i++)
        numbers[i] = *(int *)done[i];
    kit_print_ints(numbers, REQUESTS);
    printf("\n");
    return NULL;
}

const struct kit_demo rate_limit_demo = {
    .name = "rate-limit", .title = "three starts in any one second",
    .program = program, .lanes = lanes, .seconds = 2.6,
    .question = "Eight requests, three may start in a second. When does the last start?",
    .moral = "A rate limit counts starts in time, a semaphore those inside.",
};
