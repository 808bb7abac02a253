/* SPDX-License-Identifier: MIT */
/* Fails: no gaps: film Emma began as number 1, before film Alien */
/* The tasks are made from the end of the list: the last is first in line. */
#include "exercise.h"

static struct async_semaphore s;

static void *load(void *arg)
{
    const char *f = arg;
    async_semaphore_acquire(&s);
    int rc = ask("film", f, NULL);
    async_semaphore_release(&s);
    answer_text(f, rc ? "gone" : "here");
    return NULL;
}

void *solution(void *arg)
{
    struct async_task t[20];
    int n = input_length("film.names");
    async_semaphore_init(&s, "s", (int)input("most"));
    for (int i = n - 1; i >= 0; i--)
        t[i] = async_create_task("f", load,
                                 (void *)input_text_at("film.names", i));
    async_gather(t, n, NULL, 0);
    return NULL;
}
