/* SPDX-License-Identifier: MIT */
/* Fails: told: "Alien: here" was printed at 4.5 s, not at 3 s */
/* Results are collected, and told when all is over. */
#include "exercise.h"

static struct async_semaphore s;
static int gone[20];

static void *load(void *arg)
{
    int i = (int)(intptr_t)arg;
    async_semaphore_acquire(&s);
    gone[i] = ask("film", input_text_at("film.names", i), NULL);
    async_semaphore_release(&s);
    return NULL;
}

void *solution(void *arg)
{
    struct async_task t[20];
    int n = input_length("film.names");
    async_semaphore_init(&s, "s", (int)input("most"));
    for (int i = 0; i < n; i++)
        t[i] = async_create_task("f", load, (void *)(intptr_t)i);
    async_gather(t, n, NULL, 0);
    for (int i = 0; i < n; i++)
        answer_text(input_text_at("film.names", i), gone[i] ? "gone" : "here");
    return NULL;
}
