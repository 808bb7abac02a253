/* SPDX-License-Identifier: MIT */
/* Fails: took: "took" is 4.75 s, the sum of the list, told at 0 s; breakfast took 5.5 s */
/* The right numbers, added up from the list before anything was measured. */
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
    int n = input_length("breakfast.names");
    double took = 0;

    for (int i = 0; i < n; i++)
        took += input_at("breakfast.delays", i);
    answer("took", took);
    answer("average", took / n);
    async_sleep(input("shower"));
    async_await(async_coroutine("breakfast", breakfast, NULL), NULL);
    return NULL;
}
