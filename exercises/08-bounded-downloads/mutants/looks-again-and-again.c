/* SPDX-License-Identifier: MIT */
/* Fails: no gaps: Clue looked again and again: from 0 s on it slept 4 times in a row */
/* Each looks ten times a second whether there is room. */
#include "exercise.h"

static int inside;

static void *load(void *arg)
{
    const char *f = arg;
    while (inside >= (int)input("most"))
        async_sleep(0.1);
    inside++;
    int rc = ask("film", f, NULL);
    inside--;
    answer_text(f, rc ? "gone" : "here");
    return NULL;
}

void *solution(void *arg)
{
    struct async_task t[20];
    int n = input_length("film.names");
    for (int i = 0; i < n; i++)
        t[i] =
            async_coroutine(input_text_at("film.names", i), load, (void *)input_text_at("film.names", i));
    async_gather(t, n, NULL, 0);
    return NULL;
}
