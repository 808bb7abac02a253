/* SPDX-License-Identifier: MIT */
/* Pizzas as they are ready. */
#include "exercise.h"

enum { MOST = 10 };

/* One pizza: into the oven, and out when it is done. */
static void *bake(void *arg)
{
    int i = *(const int *)arg;
    const char *pizza = input_text_at("oven.names", i);

    int rc = ask("oven", pizza, NULL);
    return async_return(rc);
}

static int call_out(struct async_task pizza)
{
    int rc = async_await(pizza, NULL);
    if (rc == 0)
        printf("%s\n", async_get_name(pizza));
    return rc;
}

void *solution(void *arg)
{
    int n = input_length("oven.names"), rc = 0;
    struct async_task pizzas[MOST], ready;

    for (int i = 0; i < n; i++)
        pizzas[i] = async_coroutine_with(input_text_at("oven.names", i), bake, &i,
                                         sizeof i);
    struct async_completed it = async_as_completed(pizzas, n, ASYNC_FOREVER);
    while (rc == 0 && (rc = async_next_completed(&it, &ready)) > 0)
        rc = call_out(ready);
    async_completed_end(&it);
    return async_return(rc);
}
