/* SPDX-License-Identifier: MIT */
/* The baker's shelf. */
#include "exercise.h"

static struct async_queue shelf;

/* Bake all loaves, in order; loaf is 1, 2, ... as an address; NULL says no more will come. */
static void *baker(void *arg)
{
    int rc = 0;

    for (int i = 0; rc == 0 && i < input_length("oven.names"); i++) {
        rc = ask("oven", input_text_at("oven.names", i), NULL);
        if (rc == 0)
            rc = async_queue_put(&shelf, (void *)(intptr_t)(i + 1));
    }
    if (rc == 0)
        rc = async_queue_put(&shelf, NULL);
    return async_return(rc);
}

/* Sell what is on the shelf. */
static void *seller(void *arg)
{
    void *loaf;
    int rc = 0;

    while (rc == 0 && (rc = async_queue_get(&shelf, &loaf)) == 0 && loaf) {
        int i = (int)(intptr_t)loaf - 1;
        rc = ask("till", input_text_at("till.names", i), NULL);
        if (rc == 0)
            printf("sold %d\n", i + 1);
    }
    return async_return(rc);
}

void *solution(void *arg)
{
    async_queue_init(&shelf, "shelf", (int)input("shelf"));
    struct async_task both[] = {
        async_coroutine("baker", baker, NULL),
        async_coroutine("seller", seller, NULL),
    };
    int rc = async_gather(both, 2, NULL, 0);
    async_queue_destroy(&shelf);
    if (rc == 0)
        printf("closed\n");
    return async_return(rc);
}
