/* SPDX-License-Identifier: MIT */
/* Fails: no idling: seller looked again and again: from 0 s on it slept 4 times in a row */
/* A number for the shelf, looked at ten times a second by both. */
#include "exercise.h"

static int shelf, baked;

static void *baker(void *arg)
{
    for (int i = 0; i < input_length("oven.names"); i++) {
        ask("oven", input_text_at("oven.names", i), 0);
        while (shelf >= (int)input("shelf"))
            async_sleep(0.1);
        shelf++;
        baked++;
    }
    return NULL;
}

static void *seller(void *arg)
{
    for (int i = 0; i < input_length("oven.names"); i++) {
        while (shelf == 0)
            async_sleep(0.1);
        shelf--;
        ask("till", input_text_at("till.names", i), NULL);
        printf("sold %d\n", i + 1);
    }
    return NULL;
}

void *solution(void *arg)
{
    struct async_task t[2] = { async_coroutine("baker", baker, NULL),
                               async_coroutine("seller", seller, NULL) };
    async_gather(t, 2, NULL, 0);
    puts("closed");
    return NULL;
}
