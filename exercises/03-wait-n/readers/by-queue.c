/* SPDX-License-Identifier: MIT */
/* Pizzas as they are ready: a queue of those that are, and a group. */
#include "exercise.h"
static struct async_queue done;
static void *index(void *arg)
{
    int i = (int)(intptr_t)arg;
    ask("oven", input_text_at("oven.names", i), 0);
    return async_return(async_queue_put(&done, arg));
}
void *solution(void *arg)
{
    int n = input_length("oven.names");
    async_queue_init(&done, "done", 0);
    struct async_task_group g;
    async_task_group_begin(&g);
    for (int i = 0; i < n; i++)
        async_task_group_create_task(&g, "p", index, (void *)(intptr_t)i);
    for (int i = 0; i < n; i++) {
        void *x;
        async_queue_get(&done, &x);
        printf("%s\n", input_text_at("oven.names", (int)(intptr_t)x));
    }
    int rc = async_task_group_end(&g, 0);
    async_queue_destroy(&done);
    return async_return(rc);
}
