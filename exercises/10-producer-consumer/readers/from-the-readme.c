/* SPDX-License-Identifier: MIT */
/* The baker's shelf. */
#include "exercise.h"

static struct async_queue shelf;

/* Bake all loaves, in order; loaf is 1, 2, ... as an address. */
static void *baker(void *arg)
{
    int rc = 0;

    for (int i = 0; rc == 0 && i < input_length("oven.names"); i++) {
        rc = ask("oven", input_text_at("oven.names", i), NULL);
        if (rc == 0)
            rc = async_queue_put(&shelf, (void *)(intptr_t)(i + 1));
    }
    return async_return(rc);
}

/* Sell what is on the shelf. */
static void *seller(void *arg)
{
    void *loaf;
    int rc = 0;

    for (int left = input_length("oven.names"); rc == 0 && left > 0; left--) {
        rc = async_queue_get(&shelf, &loaf);
        if (rc < 0)
            break;
        int i = (int)(intptr_t)loaf - 1;
        rc = ask("till", input_text_at("till.names", i), NULL);
        if (rc == 0)
            printf("sold %d\n", i + 1);
    }
    return async_return(rc);
}

void *solution(void *arg)
{
    (void)arg;
    async_queue_init(&shelf, "shelf", (int)input("shelf"));
    struct async_task both[2] = {
        async_coroutine("baker", baker, NULL),
        async_coroutine("seller", seller, NULL),
    };
    int rc = async_gather(both, 2, NULL, 0);
    if (rc < 0) {
        for (int i = 0; i < 2; i++)
            async_cancel(both[i]);
        async_gather(both, 2, NULL, ASYNC_RETURN_EXCEPTIONS);
    }
    async_queue_destroy(&shelf);
    if (rc == 0)
        printf("closed\n");
    return async_return(rc);
}
