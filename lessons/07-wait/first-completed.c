/* SPDX-License-Identifier: MIT */
/* 07 First completed: three servers are asked for the same thing; the first answer
 * is enough.  async_wait() cancels nothing: the other two are called off by hand. */
#include "kit.h"

struct request {
    const char *url;
    double delay;
};

static struct request requests[] = { { "url1", 2 }, { "url2", 1 }, { "url3", 3 } };

static void *fetch(void *arg)
{
    const struct request *this = arg;

    int rc = async_sleep(this->delay);
    return async_return(rc);
}

static void *program(void *arg)
{
    struct async_task fetches[3];

    for (int i = 0; i < 3; i++)
        fetches[i] = async_create_task(requests[i].url, fetch, &requests[i]);

    /* Sorts the array: first those that are done, then the pending ones. */
    int done = async_wait(fetches, 3, ASYNC_FIRST_COMPLETED, ASYNC_FOREVER, fetches);
    if (done < 0)
        return async_return(done);
    printf("Done: %d, Pending: %d\n", done, 3 - done);

    for (int i = done; i < 3; i++)
        async_cancel(fetches[i]);
    return NULL;
}

static const char *const lanes[] = { "url1", "url2", "url3", NULL };

const struct kit_demo first_completed_demo = {
    .name = "first-completed", .title = "the first answer is enough",
    .program = program, .lanes = lanes, .seconds = 6,
    .question = "Three servers, 2 s, 1 s and 3 s. When is the first answer there?",
    .moral = "The first answer ends the wait, and the others are called off.",
};
