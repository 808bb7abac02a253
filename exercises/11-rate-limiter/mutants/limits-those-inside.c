/* SPDX-License-Identifier: MIT */
/* Fails: rate: between 0.8 s and 1.1 s, though never more than so many were under way */
/* A semaphore is taken for a rate: quick questions pass it many times a second. */
#include "exercise.h"

enum { MOST = 20 };


static struct async_semaphore inside;

static void *question(void *arg)
{
    int i = *(const int *)arg;
    const char *town = input_text_at("map.names", i);

    int rc = async_sleep(input_at("comes", i));     /* this is when it is wanted */
    if (rc == 0)
        rc = async_semaphore_acquire(&inside);
    if (rc < 0)
        return async_return(rc);
    rc = ask("map", town, NULL);
    async_semaphore_release(&inside);
    if (rc == 0)
        printf("%s\n", town);
    return async_return(rc);
}

void *solution(void *arg)
{
    int n = input_length("map.names");
    struct async_task questions[MOST];

    async_semaphore_init(&inside, "inside", (int)input("rate"));
    for (int i = 0; i < n; i++)
        questions[i] = async_coroutine_with(input_text_at("map.names", i), question, &i,
                                            sizeof i);
    return async_return(async_gather(questions, n, NULL, 0));
}
