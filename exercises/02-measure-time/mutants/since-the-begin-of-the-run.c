/* SPDX-License-Identifier: MIT */
/* Fails: took: "took" is 8 s: the whole run, with the shower of 1.5 s */
/* One reading of the clock is taken for a duration: the shower counts, too. */
#include "exercise.h"

static void *breakfast(void *arg)
{
    int rc = 0;

    for (int i = 0; rc == 0 && i < input_length("breakfast.names"); i++)
        rc = ask("breakfast", input_text_at("breakfast.names", i), NULL);
    return async_return(rc);
}

void *solution(void *arg)
{
    async_sleep(input("shower"));
    async_await(async_coroutine("breakfast", breakfast, NULL), NULL);
    double took = async_time();
    answer("took", took);
    answer("average", took / input_length("breakfast.names"));
    return NULL;
}
