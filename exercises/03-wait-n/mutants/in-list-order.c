/* SPDX-License-Identifier: MIT */
/* Fails: when ready: "funghi" was printed at 2 s, not at 1 s */
/* Tasks at once, but awaited one after another: a slow one holds up the news. */
#include "exercise.h"

static void *bake(void *arg)
{
    return async_return(ask("oven", input_text_at("oven.names", *(int *)arg), NULL));
}

void *solution(void *arg)
{
    int n = input_length("oven.names"), rc = 0;
    struct async_task pizzas[10];

    for (int i = 0; i < n; i++)
        pizzas[i] = async_ensure_future(
            async_coroutine_with(input_text_at("oven.names", i), bake, &i, sizeof i));
    for (int i = 0; rc == 0 && i < n; i++) {
        rc = async_await(pizzas[i], NULL);
        printf("%s\n", input_text_at("oven.names", i));
    }
    return async_return(rc);
}
