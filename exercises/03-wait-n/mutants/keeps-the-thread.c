/* SPDX-License-Identifier: MIT */
/* Fails: thread free: margherita blocked the thread at 0 s */
/* The blocking call inside a task: the others cannot begin while it waits. */
#include "exercise.h"

static void *bake(void *arg)
{
    const char *pizza = input_text_at("oven.names", *(int *)arg);

    int rc = ask_blocking("oven", pizza, NULL);
    if (rc == 0)
        printf("%s\n", pizza);
    return async_return(rc);
}

void *solution(void *arg)
{
    int n = input_length("oven.names");
    struct async_task pizzas[10];

    for (int i = 0; i < n; i++)
        pizzas[i] = async_coroutine_with(input_text_at("oven.names", i), bake, &i,
                                         sizeof i);
    return async_return(async_gather(pizzas, n, NULL, 0));
}
