/* SPDX-License-Identifier: MIT */
/* Fails: average: the answer "average" is 2, not 2.166666667 */
/* Seconds and steps as int: the fraction is cut off. */
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
    double begin = async_time();
    async_await(async_coroutine("breakfast", breakfast, NULL), NULL);
    double took = async_time() - begin;
    answer("took", took);
    answer("average", (int)took / input_length("breakfast.names"));
    return NULL;
}
