/* SPDX-License-Identifier: MIT */
/* Fails: all baked: 0 of 3 pizzas came into the oven */
/* Calling a coroutine function is taken for running it. */
#include "exercise.h"

static void *bake(void *arg)
{
    return async_return(ask("oven", input_text_at("oven.names", *(int *)arg), NULL));
}

void *solution(void *arg)
{
    for (int i = 0; i < input_length("oven.names"); i++) {
        async_coroutine_with(input_text_at("oven.names", i), bake, &i, sizeof i);
        printf("%s\n", input_text_at("oven.names", i));
    }
    return NULL;
}
