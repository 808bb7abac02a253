/* SPDX-License-Identifier: MIT */
/* So many starts in a second: a semaphore whose places come back a second later. */
#include "exercise.h"

static struct async_semaphore places;
static int ready;

static void *back(void *arg)
{
    async_semaphore_release(&places);
    return NULL;
}

static int wait_for_turn(void)
{
    if (!ready) {
        ready = 1;
        async_semaphore_init(&places, "places", (int)input("rate"));
    }
    int rc = async_semaphore_acquire(&places);
    if (rc == 0)
        async_call_later(1, back, NULL);
    return rc;
}

static void *question(void *arg)
{
    int i = *(const int *)arg;
    const char *town = input_text_at("map.names", i);

    int rc = async_sleep(input_at("comes", i)); /* this is when it is wanted */
    if (rc == 0)
        rc = wait_for_turn();
    if (rc == 0)
        rc = ask("map", town, NULL);
    if (rc == 0)
        printf("%s\n", town);
    return async_return(rc);
}

void *solution(void *arg)
{
    int n = input_length("map.names");
    struct async_task questions[20];

    for (int i = 0; i < n; i++)
        questions[i] = async_coroutine_with(input_text_at("map.names", i),
                                            question, &i, sizeof i);
    return async_return(async_gather(questions, n, NULL, 0));
}
