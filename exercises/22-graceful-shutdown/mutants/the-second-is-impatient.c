/* SPDX-License-Identifier: MIT */
/* Fails: in hand: Eglisau was given up at 1.85 s */
/* The second signal cancels at once. */
#include <signal.h>

#include "exercise.h"

enum { MOST = 10 };

static int next, sorted;
static bool closing;
static struct async_task workers[MOST];

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

static void *send_home(void *arg)
{
    for (int i = 0; i < input_length("workers"); i++)
        async_cancel(workers[i]);
    return NULL;
}

static void *on_signal(void *arg)
{
    if (closing)
        return send_home(NULL);
    closing = true;
    async_call_later(input("grace"), send_home, NULL);
    return NULL;
}

void *solution(void *arg)
{
    int n = input_length("workers");
    async_add_signal_handler(SIGTERM, on_signal, NULL);
    for (int i = 0; i < n; i++)
        workers[i] = async_create_task(input_text_at("workers", i), work, NULL);
    async_gather(workers, n, NULL, ASYNC_RETURN_EXCEPTIONS);
    answer("left", input_length("letter.names") - sorted);
    return NULL;
}
