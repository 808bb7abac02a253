/* SPDX-License-Identifier: MIT */
/* Fails: sums: the answer "box 0" is */
/* What ask() returns is not looked at. */
#include "exercise.h"
enum { MOST = 20 };

static int coins[MOST];

static void tell(void)
{
    for (int b = 0; b < (int)input("boxes"); b++) {
        char n[20];
        sprintf(n, "box %d", b);
        answer(n, coins[b]);
    }
}

static struct async_lock key[MOST];

static void *save(void *arg)
{
    int i = (int)(intptr_t)arg, b = input_at("box", i);
    async_lock_acquire(&key[b]);
    ask("count", input_text_at("count.names", i), NULL);
    coins[b] += input_at("coins", i);
    async_lock_release(&key[b]);
    return NULL;
}

void *solution(void *arg)
{
    struct async_task t[MOST];
    int n = input_length("count.names");
    for (int b = 0; b < MOST; b++)
        async_lock_init(&key[b], "key");
    for (int i = 0; i < n; i++)
        t[i] = async_create_task("person", save, (void *)(intptr_t)i);
    async_gather(t, n, NULL, 0);
    tell();
    return NULL;
}
