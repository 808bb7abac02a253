/* SPDX-License-Identifier: MIT */
/* Fails: line is full: there were never more than 2 at once */
/* The two places of the example, in every run. */
#include "exercise.h"

static struct async_semaphore s = ASYNC_SEMAPHORE("s", 2);

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
    for (int i = 0; i < n; i++)
        t[i] = async_create_task("f", load,
                                 (void *)input_text_at("film.names", i));
    async_gather(t, n, NULL, 0);
    return NULL;
}
