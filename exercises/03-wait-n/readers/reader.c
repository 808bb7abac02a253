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
    struct async_task tasks[10], task;

    for (int i = 0; i < n; i++)
        tasks[i] = async_coroutine_with(input_text_at("oven.names", i),
                                        bake, &i, sizeof i);

    struct async_completed it = async_as_completed(tasks, n, ASYNC_FOREVER);
    int rc;

    while ((rc = async_next_completed(&it, &task)) > 0)
        printf("%s\n", async_get_name(task));
    async_completed_end(&it);
    return async_return(rc);
}
