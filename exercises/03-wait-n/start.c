/* SPDX-License-Identifier: MIT */
/* Pizzas as they are ready. */
#include "exercise.h"

/* One pizza: into the oven, and out when it is done. */
static void *bake(void *arg)
{
    int i = *(const int *)arg;
    const char *pizza = input_text_at("oven.names", i);

    int rc = ask("oven", pizza, NULL);
    return async_return(rc);
}

void *solution(void *arg)
{
    int n = input_length("oven.names");

    for (int i = 0; i < n; i++) {
        const char *pizza = input_text_at("oven.names", i);
        int rc = async_await(async_coroutine(pizza, bake, &i), NULL);
        if (rc < 0)
            return async_return(rc);
        printf("%s\n", pizza);
    }
    return NULL;
}
