/* SPDX-License-Identifier: MIT */
/* Coins that vanish: a task for each box lets its people in one by one. */
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

static void *keep(void *arg)
{
    int b = (int)(intptr_t)arg;
    for (int i = 0; i < input_length("count.names"); i++) {
        if ((int)input_at("box", i) != b)
            continue;
        int rc = ask("count", input_text_at("count.names", i), NULL);
        if (rc == 0)
            coins[b] += input_at("coins", i);
        else if (rc != -EIO)
            return async_return(rc);
    }
    return NULL;
}

void *solution(void *arg)
{
    struct async_task t[MOST];
    int n = input("boxes");
    for (int b = 0; b < n; b++)
        t[b] = async_create_task("box", keep, (void *)(intptr_t)b);
    async_gather(t, n, NULL, 0);
    tell();
    return NULL;
}
