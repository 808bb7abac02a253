/* SPDX-License-Identifier: MIT */
/* Fails: all asked: Clue was asked for 2 times */
/* A film that is gone is asked for again. */
#include "exercise.h"

static struct async_semaphore s;

static void *load(void *arg)
{
    const char *f = arg;
    async_semaphore_acquire(&s);
    int rc = ask("film", f, NULL);
    if (rc)
        rc = ask("film", f, NULL);
    async_semaphore_release(&s);
    answer_text(f, rc ? "gone" : "here");
    return NULL;
}

void *solution(void *arg)
{
    struct async_task t[20];
    int n = input_length("film.names");
    async_semaphore_init(&s, "s", (int)input("most"));
    for (int i = 0; i < n; i++)
        t[i] = async_create_task("f", load,
                                 (void *)input_text_at("film.names", i));
    async_gather(t, n, NULL, 0);
    return NULL;
}
