/* SPDX-License-Identifier: MIT */
/* Pizzas as they are ready: async_wait() for those that are left. */
#include "exercise.h"
static void *bake(void *arg)
{
    int *i = arg;
    return async_return(ask("oven", input_text_at("oven.names", *i), NULL));
}
void *solution(void *arg)
{
    int n = input_length("oven.names"), told[10] = { 0 }, k[10], left = n;
    struct async_task t[10];
    for (int i = 0; i < n; i++) {
        k[i] = i;
        t[i] = async_ensure_future(async_coroutine("pizza", bake, &k[i]));
    }
    while (left > 0) {
        struct async_task open[10];
        int m = 0;
        for (int i = 0; i < n; i++)
            if (!told[i])
                open[m++] = t[i];
        async_wait(open, m, ASYNC_FIRST_COMPLETED, ASYNC_FOREVER, NULL);
        for (int i = 0; i < n; i++)
            if (!told[i] && async_done(t[i])) {
                told[i] = 1;
                left--;
                printf("%s", input_text_at("oven.names", i));
                printf("\n");
            }
    }
    return NULL;
}
