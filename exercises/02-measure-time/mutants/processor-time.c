/* SPDX-License-Identifier: MIT */
/* Fails: took: "took" is 0 s: by another clock than async_time(), on which 6.5 s were waited */
/* clock() counts the work of the processor, and waiting is none. */
#include <time.h>

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
    clock_t begin = clock();
    async_await(async_coroutine("breakfast", breakfast, NULL), NULL);
    double took = (double)((clock() - begin) / CLOCKS_PER_SEC);
    answer("took", took);
    answer("average", took / input_length("breakfast.names"));
    return NULL;
}
