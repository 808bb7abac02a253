/* SPDX-License-Identifier: MIT */
/* Fails: shelf is small: at 2 s the baker began loaf 5, with 3 on a shelf for 2 */
/* A queue without a size is taken for a convenience. */
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
    if (rc == 0)
        rc = async_queue_put(&shelf, NULL);         /* no more to come */
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
    struct async_task people[] = { async_coroutine("baker", baker, NULL),
                                   async_coroutine("seller", seller, NULL) };

    async_queue_init(&shelf, "shelf", 0);
    int rc = async_gather(people, 2, NULL, 0);
    async_queue_destroy(&shelf);
    if (rc == 0)
        printf("closed\n");
    return async_return(rc);
}
