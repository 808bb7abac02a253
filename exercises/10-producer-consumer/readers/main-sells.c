/* SPDX-License-Identifier: MIT */
/* The baker's shelf: main is the seller. */
#include "exercise.h"

static struct async_queue q;

static void *baker(void *arg)
{
    static int loaves[50];
    for (int i = 0; i < input_length("oven.names"); i++) {
        int rc = ask("oven", input_text_at("oven.names", i), 0);
        if (rc < 0)
            return async_return(rc);
        loaves[i] = i;
        rc = async_queue_put(&q, &loaves[i]);
        if (rc < 0)
            return async_return(rc);
    }
    return NULL;
}

void *solution(void *arg)
{
    async_queue_init(&q, "q", input("shelf"));
    struct async_task b = async_create_task("b", baker, NULL);
    for (int k = 0; k < input_length("oven.names"); k++) {
        void *p;
        async_queue_get(&q, &p);
        int i = *(int *)p;
        ask("till", input_text_at("till.names", i), NULL);
        printf("sold %d\n", i + 1);
    }
    async_await(b, NULL);
    async_queue_destroy(&q);
    printf("closed\n");
    return NULL;
}
