/* SPDX-License-Identifier: MIT */
/* The baker's shelf: two semaphores and an array; the seller counts. */
#include "exercise.h"

static struct async_semaphore room, there;

static int shelf[100], in, out;

static void *baker(void *arg)
{
    for (int i = 0; i < input_length("oven.names"); i++) {
        ask("oven", input_text_at("oven.names", i), NULL);
        async_semaphore_acquire(&room);
        shelf[in++] = i;
        async_semaphore_release(&there);
    }
    return NULL;
}

static void *seller(void *arg)
{
    while (out < input_length("oven.names")) {
        async_semaphore_acquire(&there);
        int i = shelf[out++];
        async_semaphore_release(&room);
        ask("till", input_text_at("till.names", i), NULL);
        printf("sold %d\n", i + 1);
    }
    return NULL;
}

void *solution(void *arg)
{
    async_semaphore_init(&room, "room", (int)input("shelf"));
    async_semaphore_init(&there, "there", 0);
    struct async_task b = async_create_task("baker", baker, NULL);
    async_await(async_coroutine("seller", seller, NULL), NULL);
    async_await(b, NULL);
    puts("closed");
    return NULL;
}
