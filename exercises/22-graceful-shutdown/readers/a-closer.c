/* SPDX-License-Identifier: MIT */
/* The sorting office closes: a task waits for the signal, then for the grace time. */
#include <signal.h>

#include "exercise.h"

enum { MOST = 10 };

static int next, sorted;
static bool closing;
static struct async_event asked = ASYNC_EVENT("closing");

static void *work(void *arg)
{
    while (!closing && next < input_length("letter.names")) {
        const char *letter = input_text_at("letter.names", next++);
        int rc = ask("letter", letter, NULL);
        if (rc < 0) {
            async_sleep(input("tidy")); /* put it back where it was */
            printf("back: %s\n", letter);
            return async_return(rc);
        }
        printf("sorted: %s\n", letter);
        sorted++;
    }
    return NULL;
}

static void *on_signal(void *arg)
{
    closing = true;
    async_event_set(&asked);
    return NULL;
}

static void *closer(void *arg)
{
    struct async_task *workers = arg;
    int rc = async_event_wait(&asked);
    if (rc == 0)
        rc = async_sleep(input("grace"));
    if (rc < 0)
        return async_return(rc);
    for (int i = 0; i < input_length("workers"); i++)
        async_cancel(workers[i]);
    return NULL;
}

void *solution(void *arg)
{
    struct async_task t[MOST];
    int n = input_length("workers");
    async_add_signal_handler(SIGTERM, on_signal, NULL);
    for (int i = 0; i < n; i++)
        t[i] = async_create_task(input_text_at("workers", i), work, NULL);
    struct async_task c = async_create_task("closer", closer, t);
    for (int i = 0; i < n; i++)
        async_await(t[i], NULL);
    answer("left", input_length("letter.names") - sorted);
    async_cancel(c);
    async_await(c, NULL);
    return NULL;
}
