/* SPDX-License-Identifier: MIT */
/* 13 Locks: three at a time.
 *
 * Concept  A semaphore holds a number of free places.  acquire takes one, or waits
 *          in line for one; release gives it to whoever has waited longest.
 * Predict  Ten boats want through a canal lock with three berths; each needs one
 *          second.  How long do they take together?  When does boat 9 start?
 * Watch    Never more than three boats sleep at a time; the others wait in line.
 * Try      Change the 3 to 1, then to 10.  Then leave out the release.
 * Next     --demo lock: one at a time.
 */
#include "kit.h"

enum { BOATS = 10 };
static struct async_semaphore berths = ASYNC_SEMAPHORE("berths", 3);
static const char *const lanes[] = {
    "boat 0", "boat 1", "boat 2", "boat 3", "boat 4",
    "boat 5", "boat 6", "boat 7", "boat 8", "boat 9", NULL
};

static void *pass(void *arg)
{
    int n = *(const int *)arg;

    int rc = async_semaphore_acquire(&berths);
    if (rc < 0)
        return async_return(rc);        /* left the line: no berth to give back */
    printf("Task %d starting\n", n);
    rc = async_sleep(1);
    if (rc == 0)
        printf("Task %d done\n", n);
    async_semaphore_release(&berths);   /* on success, failure and cancellation */
    return async_return(rc);
}

static void *program(void *arg)
{
    struct async_task boats[BOATS];

    for (int i = 0; i < BOATS; i++)
        boats[i] = async_coroutine_with(lanes[i], pass, &i, sizeof i);
    int rc = async_gather(boats, BOATS, NULL, 0);
    return async_return(rc);
}

static const struct kit_demo semaphore_demo = {
    .name = "semaphore", .title = "ten boats, three berths",
    .program = program, .lanes = lanes, .seconds = 10,
    .question = "Ten boats, three berths, 1 s each. How long will each side take?",
    .moral = "A semaphore lets so many in at a time; the next in line comes after.",
};
extern const struct kit_demo lock_demo, lost_update_demo, rate_limit_demo;

int main(int argc, char **argv)
{
    static const struct kit_demo *const demos[] = {
        &semaphore_demo, &lock_demo, &lost_update_demo, &rate_limit_demo, NULL
    };
    return kit_main(argc, argv, "locks", demos);
}
