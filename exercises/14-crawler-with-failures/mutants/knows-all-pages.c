/* SPDX-License-Identifier: MIT */
/* Fails: when found: news began at 0 s, before a link to it was there (1 s) */
/* The names come from the list of inputs, and all pages begin at once. */
#include "exercise.h"

static int dead;

static void *visit(void *arg)
{
    int rc = ask("page", arg, NULL);
    printf("%s: %s\n", (char *)arg, rc ? "dead" : "ok");
    dead += rc < 0;
    return NULL;
}

void *solution(void *arg)
{
    struct async_task t[20];
    int n = input_length("page.names");
    for (int i = 0; i < n; i++)
        t[i] = async_coroutine(input_text_at("page.names", i), visit,
                               (void *)input_text_at("page.names", i));
    async_gather(t, n, NULL, 0);
    answer("pages", n);
    answer("dead", dead);
    return NULL;
}
