/* SPDX-License-Identifier: MIT */
/* Fails: at once: oven funghi began at 2 s */
/* Tasks, awaits and all; but each is awaited before the next one is made. */
#include "exercise.h"

static void *bake(void *arg)
{
    return async_return(ask("oven", input_text_at("oven.names", *(int *)arg), NULL));
}

void *solution(void *arg)
{
    int rc = 0;

    for (int i = 0; rc == 0 && i < input_length("oven.names"); i++) {
        struct async_task pizza = async_create_task(input_text_at("oven.names", i), bake,
                                                    &i);
        rc = async_await(pizza, NULL);
        printf("%s\n", async_get_name(pizza));
    }
    return async_return(rc);
}
