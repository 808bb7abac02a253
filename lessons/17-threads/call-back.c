/* SPDX-License-Identifier: MIT */
/* 17 Call back: a thread has something to tell before it ends.  It touches nothing of
 * the loop's: async_call_soon_threadsafe() lets the loop call a function, and from
 * there on everything is as in any callback. */
#include "async_thread.h"
#include "kit.h"

enum { ROOMS = 4 };

static void *show(void *arg)            /* on the loop's thread */
{
    printf("%.1f s: room %d is painted\n", async_time(), *(const int *)arg);
    return NULL;
}

static void *paint(void *arg)           /* on a pool thread */
{
    static int rooms[ROOMS];

    for (int i = 0; i < ROOMS; i++) {
        async_blocking_sleep(0.5);
        rooms[i] = i + 1;
        async_call_soon_threadsafe(show, &rooms[i]);
    }
    return NULL;
}

static void *cook(void *arg)
{
    int rc = async_sleep(1.25);
    if (rc == 0)
        printf("%.2f s: dinner is ready\n", async_time());
    return async_return(rc);
}

static void *program(void *arg)
{
    struct async_task both[] = {
        async_run_in_executor("painter", paint, NULL),
        async_coroutine("cook", cook, NULL),
    };
    int rc = async_gather(both, 2, NULL, 0);
    if (rc == 0)
        printf("%.1f s: the painter goes home\n", async_time());
    return async_return(rc);
}

const struct kit_demo call_back_demo = {
    .name = "call-back", .title = "news from a thread while it works",
    .program = program, .alone = true, .seconds = 2,
    .question = "A thread paints four rooms and tells of each. Who prints the lines?",
    .moral = "A thread never touches the loop: it asks the loop to call something.",
};
