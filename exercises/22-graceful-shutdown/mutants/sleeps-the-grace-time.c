/* SPDX-License-Identifier: MIT */
/* Fails: closed: printed at 21.15 s, not at 2.3 s */
/* The whole grace time is waited for, though all had finished long before. */
#include <signal.h>

#include "exercise.h"

enum { MOST = 10 };

static int next;                        /* on the pile */
static int sorted;
static bool closing;
static struct async_task workers[MOST];

static void *work(void *arg)
{
    while (!closing && next < input_length("letter.names")) {
        const char *letter = input_text_at("letter.names", next++);
        int rc = ask("letter", letter, NULL);
        if (rc < 0) {
            async_sleep(input("tidy"));         /* put it back where it was */
            printf("back: %s\n", letter);
            return async_return(rc);
        }
        printf("sorted: %s\n", letter);
        sorted++;
    }
    return NULL;
}

static struct async_event asked = ASYNC_EVENT("asked to close");

static void *on_signal(void *arg)
{
    closing = true;
    async_event_set(&asked);
    return NULL;
}

void *solution(void *arg)
{
    int n = input_length("workers");

    async_add_signal_handler(SIGTERM, on_signal, NULL);
    for (int i = 0; i < n; i++)
        workers[i] = async_create_task(input_text_at("workers", i), work, NULL);
    async_event_wait(&asked);
    async_sleep(input("grace"));
    for (int i = 0; i < n; i++)
        async_cancel(workers[i]);
    int rc = async_gather(workers, n, NULL, ASYNC_RETURN_EXCEPTIONS);
    if (rc == 0)
        answer("left", input_length("letter.names") - sorted);
    return async_return(rc);
}
