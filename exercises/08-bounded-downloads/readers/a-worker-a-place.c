/* SPDX-License-Identifier: MIT */
/* Two films at a time: as many workers as places, and one number for the next film. */
#include "exercise.h"

static int next = 0;

static void *worker(void *arg)
{
    while (next < input_length("film.names")) {
        const char *f = input_text_at("film.names", next++);
        printf("%s: %s\n", f, ask("film", f, NULL) == 0 ? "here" : "gone");
    }
    return NULL;
}

void *solution(void *arg)
{
    int k = input("most");
    struct async_task t[20];
    for (int i = 0; i < k; i++)
        t[i] = async_create_task("worker", worker, NULL);
    for (int i = 0; i < k; i++)
        async_await(t[i], NULL);
    return NULL;
}
