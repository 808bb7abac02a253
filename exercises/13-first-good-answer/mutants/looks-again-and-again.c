/* SPDX-License-Identifier: MIT */
/* Fails: at once told: main looked again and again: from 0 s on it slept 4 times in a row */
/* A variable, looked at ten times a second. */
#include "exercise.h"

static const char *who;
static int left;

static void *ring(void *arg)
{
    int rc = ask("house", arg, NULL);
    if (rc == 0 && !who)
        who = arg;
    left--;
    return NULL;
}

void *solution(void *arg)
{
    struct async_task t[10];
    int n = left = input_length("house.names");
    for (int i = 0; i < n; i++)
        t[i] = async_create_task("h", ring,
                                 (void *)input_text_at("house.names", i));
    while (!who && left)
        async_sleep(0.1);
    for (int i = 0; i < n; i++)
        async_cancel(t[i]);
    async_gather(t, n, NULL, ASYNC_RETURN_EXCEPTIONS);
    answer_text("ladder", who ? who : "nobody");
    return NULL;
}
