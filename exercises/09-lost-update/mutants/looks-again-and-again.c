/* SPDX-License-Identifier: MIT */
/* Fails: boxes apart: person looked again and again: from 0 s on it slept 4 times in a row */
/* A flag for each box, looked at ten times a second. */
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

static bool busy[MOST];

static void *save(void *arg)
{
    int i = (int)(intptr_t)arg, b = input_at("box", i);
    while (busy[b])
        async_sleep(0.1);
    busy[b] = true;
    int was = coins[b];
    if (ask("count", input_text_at("count.names", i), NULL) == 0)
        coins[b] = was + input_at("coins", i);
    busy[b] = false;
    return NULL;
}

void *solution(void *arg)
{
    struct async_task t[MOST];
    int n = input_length("count.names");
    for (int i = 0; i < n; i++)
        t[i] = async_create_task("person", save, (void *)(intptr_t)i);
    async_gather(t, n, NULL, 0);
    tell();
    return NULL;
}
