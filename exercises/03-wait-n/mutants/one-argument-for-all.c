/* SPDX-License-Identifier: MIT */
/* Fails: all baked: margherita came into the oven 0 times */
/* All tasks are given one variable, and read it when the loop has come to its end. */
#include "exercise.h"

static const char *pizza;

static void *bake(void *arg)
{
    const char *mine = *(const char **)arg;

    int rc = ask("oven", mine, NULL);
    if (rc == 0)
        printf("%s\n", mine);
    return async_return(rc);
}

void *solution(void *arg)
{
    int n = input_length("oven.names");
    struct async_task pizzas[10];

    for (int i = 0; i < n; i++) {
        pizza = input_text_at("oven.names", i);
        pizzas[i] = async_create_task(pizza, bake, &pizza);
    }
    return async_return(async_gather(pizzas, n, NULL, 0));
}
