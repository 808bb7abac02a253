/* SPDX-License-Identifier: MIT */
/* Two films at a time: a counter under a condition. */
#include "exercise.h"

static struct async_condition room = ASYNC_CONDITION("room");

static int inside;

static bool is_free(void *arg)
{
    return inside < (int)input("most");
}

static void *load(void *arg)
{
    const char *f = arg;
    async_condition_acquire(&room);
    async_condition_wait_for(&room, is_free, NULL);
    inside++;
    async_condition_release(&room);
    int rc = ask("film", f, NULL);
    async_condition_acquire(&room);
    inside--;
    async_condition_notify(&room, 1);
    async_condition_release(&room);
    answer_text(f, rc ? "gone" : "here");
    return NULL;
}

void *solution(void *arg)
{
    struct async_task t[20];
    int n = input_length("film.names");
    for (int i = 0; i < n; i++)
        t[i] =
            async_coroutine("f", load, (void *)input_text_at("film.names", i));
    async_gather(t, n, NULL, 0);
    return NULL;
}
