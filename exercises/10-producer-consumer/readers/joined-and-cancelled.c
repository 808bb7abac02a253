/* SPDX-License-Identifier: MIT */
/* The baker's shelf: the seller sells for ever, until the queue is joined. */
#include "exercise.h"

static struct async_queue q;

static void *baker(void *arg)
{
    int rc = 0;
    for (intptr_t i = 1; i <= input_length("oven.names"); i++) {
        rc = ask("oven", input_text_at("oven.names", i - 1), 0);
        async_queue_put(&q, (void *)i);
    }
    return async_return(rc);
}

static void *seller(void *arg)
{
    void *p;
    for (;;) {
        int rc = async_queue_get(&q, &p);
        if (rc < 0)
            return async_return(rc);
        intptr_t i = (intptr_t)p;
        ask("till", input_text_at("till.names", i - 1), NULL);
        printf("sold %d\n", (int)i);
        async_queue_task_done(&q);
    }
}

void *solution(void *arg)
{
    async_queue_init(&q, "q", input("shelf"));
    struct async_task s = async_create_task("s", seller, NULL);
    async_await(async_coroutine("b", baker, NULL), NULL);
    async_queue_join(&q);
    async_cancel(s);
    async_await(s, NULL);
    async_queue_destroy(&q);
    printf("closed\n");
    return NULL;
}
