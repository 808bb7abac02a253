/* SPDX-License-Identifier: MIT */
/* How long does breakfast take? */
#include "exercise.h"

/* One step after another, as they stand in the list. */
static void *breakfast(void *arg)
{
    int rc = 0;

    for (int i = 0; rc == 0 && i < input_length("breakfast.names"); i++)
        rc = ask("breakfast", input_text_at("breakfast.names", i), NULL);
    return async_return(rc);
}

void *solution(void *arg)
{
    int rc = async_sleep(input("shower"));          /* this does not count */
    if (rc < 0)
        return async_return(rc);

    double begin = async_time();
    rc = async_await(async_coroutine("breakfast", breakfast, NULL), NULL);
    if (rc < 0)
        return async_return(rc);

    double took = async_time() - begin;
    answer("took", took);
    answer("average", took / input_length("breakfast.names"));
    return NULL;
}
