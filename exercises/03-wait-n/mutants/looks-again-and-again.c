/* SPDX-License-Identifier: MIT */
/* Fails: when ready: main looked again and again: from 0 s on it slept 4 times in a row */
/* Ten times a second main opens the oven, in place of being called. */
#include "exercise.h"

static void *bake(void *arg)
{
    return async_return(ask("oven", arg, NULL));
}

void *solution(void *arg)
{
    int n = input_length("oven.names"), left = n;
    struct async_task pizzas[10];
    bool told[10] = { false };

    for (int i = 0; i < n; i++) {
        const char *name = input_text_at("oven.names", i);
        pizzas[i] = async_create_task(name, bake, (void *)name);
    }
    while (left > 0) {
        async_sleep(0.1);
        for (int i = 0; i < n; i++)
            if (!told[i] && async_done(pizzas[i])) {
                printf("%s\n", async_get_name(pizzas[i]));
                told[i] = true;
                left--;
            }
    }
    return NULL;
}
