/* SPDX-License-Identifier: MIT */
/* Coins that vanish: a semaphore with one place for each box, and a group. */
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

static struct async_semaphore key[MOST];

static void *save(void *arg)
{
    int i = (int)(intptr_t)arg, b = input_at("box", i);
    async_semaphore_acquire(&key[b]);
    int before = coins[b];
    if (ask("count", input_text_at("count.names", i), NULL) == 0)
        coins[b] = before + input_at("coins", i);
    async_semaphore_release(&key[b]);
    return NULL;
}

void *solution(void *arg)
{
    struct async_task_group g;
    for (int b = 0; b < MOST; b++)
        async_semaphore_init(&key[b], "key", 1);
    async_task_group_begin(&g);
    for (int i = 0; i < input_length("count.names"); i++)
        async_task_group_create_task(&g, "p", save, (void *)(intptr_t)i);
    int rc = async_task_group_end(&g, 0);
    tell();
    return async_return(rc);
}
