/* SPDX-License-Identifier: MIT */
/* Coins that vanish: a lid that is open or closed, under one condition. */
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

static struct async_condition c = ASYNC_CONDITION("lid");

static bool open[MOST];

static bool closed(void *arg)
{
    return !*(bool *)arg;
}

static void *save(void *arg)
{
    int i = (int)(intptr_t)arg, b = input_at("box", i);
    async_condition_acquire(&c);
    async_condition_wait_for(&c, closed, &open[b]);
    open[b] = true;
    async_condition_release(&c);
    int was = coins[b];
    int rc = ask("count", input_text_at("count.names", i), NULL);
    if (!rc)
        coins[b] = was + input_at("coins", i);
    async_condition_acquire(&c);
    open[b] = false;
    async_condition_notify_all(&c);
    async_condition_release(&c);
    return NULL;
}

void *solution(void *arg)
{
    struct async_task t[MOST];
    int n = input_length("count.names");
    for (int i = 0; i < n; i++)
        t[i] = async_create_task(input_text_at("count.names", i), save,
                                 (void *)(intptr_t)i);
    for (int i = 0; i < n; i++)
        async_await(t[i], NULL);
    tell();
    return NULL;
}
