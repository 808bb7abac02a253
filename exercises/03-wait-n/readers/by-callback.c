/* SPDX-License-Identifier: MIT */
/* Pizzas as they are ready: each task has a callback for its end. */
#include "exercise.h"
static void *bake(void *arg)
{
    return async_return(ask("oven", arg, NULL));
}
static void ready(struct async_task t, void *arg)
{
    fputs(async_get_name(t), stdout);
    putchar('\n');
}
void *solution(void *arg)
{
    int n = input_length("oven.names");
    struct async_task t[10];
    for (int i = 0; i < n; i++) {
        const char *s = input_text_at("oven.names", i);
        t[i] = async_create_task(s, bake, (void *)s);
        async_add_done_callback(t[i], ready, NULL);
    }
    async_gather(t, n, NULL, 0);
    async_sleep(0);
    return NULL;
}
