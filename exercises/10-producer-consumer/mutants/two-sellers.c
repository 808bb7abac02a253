/* SPDX-License-Identifier: MIT */
/* Fails: every loaf: at 1 s there were 2 at once: till 2 came as number 2 */
/* A second seller, since the first one is slow. */
#include "exercise.h"

static struct async_queue q;

static void *baker(void *arg)
{
    for (intptr_t i = 1; i <= input_length("oven.names"); i++) {
        ask("oven", input_text_at("oven.names", i - 1), 0);
        async_queue_put(&q, (void *)i);
    }
    async_queue_put(&q, 0);
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
    struct async_task t[3] = { async_coroutine("baker", baker, NULL),
                               async_coroutine("seller", seller, NULL),
                               async_coroutine("seller", seller, NULL) };
    async_gather(t, 3, NULL, 0);
    async_queue_destroy(&q);
    printf("closed\n");
    return NULL;
}
