/* SPDX-License-Identifier: MIT */
/* Fails: when ready: nothing was called out before 3 s, when all were done */
/* The right order, but everything told at the end: gather, then sort. */
#include "exercise.h"

static void *bake(void *arg)
{
    return async_return(ask("oven", input_text_at("oven.names", *(int *)arg), NULL));
}

static int by_delay(const void *a, const void *b)
{
    double x = input_at("oven.delays", *(const int *)a);
    double y = input_at("oven.delays", *(const int *)b);

    return (x > y) - (x < y);
}

void *solution(void *arg)
{
    int n = input_length("oven.names"), order[10];
    struct async_task pizzas[10];

    for (int i = 0; i < n; i++) {
        order[i] = i;
        pizzas[i] = async_coroutine_with(input_text_at("oven.names", i), bake, &i,
                                         sizeof i);
    }
    int rc = async_gather(pizzas, n, NULL, 0);
    qsort(order, (size_t)n, sizeof *order, by_delay);
    for (int i = 0; rc == 0 && i < n; i++)
        printf("%s\n", input_text_at("oven.names", order[i]));
    return async_return(rc);
}
