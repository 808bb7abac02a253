/* SPDX-License-Identifier: MIT */
/* Fails: comes to an end: "closed" was printed at 4.5 s */
/* The shop closes with the oven. */
#include "exercise.h"

static struct async_queue q;

static void *baker(void *arg)
{
    for (intptr_t i = 1; i <= input_length("oven.names"); i++) {
        ask("oven", input_text_at("oven.names", i - 1), 0);
        async_queue_put(&q, (void *)i);
    }
    async_queue_put(&q, 0);
    return NULL;
}

static void *seller(void *arg)
{
    void *p;
    for (;;) {
        int rc = async_queue_get(&q, &p);
        if (rc < 0 || !p)
            return async_return(rc);
        intptr_t i = (intptr_t)p;
        ask("till", input_text_at("till.names", i - 1), NULL);
        printf("sold %d\n", (int)i);
    }
}

void *solution(void *arg)
{
    async_queue_init(&q, "q", input("shelf"));
    struct async_task b = async_create_task("baker", baker, NULL),
                      s = async_create_task("seller", seller, NULL);
    async_await(b, NULL);
    printf("closed\n");
    async_await(s, NULL);
    async_queue_destroy(&q);
    return NULL;
}
