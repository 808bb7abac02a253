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

enum { MOST = 10 };

void *solution(void *arg)
{
    int n = input_length("oven.names"), rc;
    struct async_task tasks[MOST], task;

    (void)arg;
    for (int i = 0; i < n; i++)
        tasks[i] = async_coroutine_with(input_text_at("oven.names", i), bake, &i, sizeof i);
    struct async_completed it = async_as_completed(tasks, n, ASYNC_FOREVER);
    while ((rc = async_next_completed(&it, &task)) > 0)
        printf("%s\n", async_get_name(task));
    return async_return(rc);
}
