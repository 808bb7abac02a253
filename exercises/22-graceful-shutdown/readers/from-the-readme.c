/* SPDX-License-Identifier: MIT */
/* The sorting office closes. */
#include <signal.h>

#include "exercise.h"

enum { MOST = 10 };

static int next;                        /* on the pile */
static int sorted;
static bool closing;
static struct async_task workers[MOST];
static int n;                           /* workers */

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

/* The grace time is over. */
static void *give_up(void *arg)
{
    for (int i = 0; i < n; i++)
        async_cancel(workers[i]);
    return NULL;
}

static void *on_signal(void *arg)
{
    if (!closing)
        async_call_later(input("grace"), give_up, NULL);
    closing = true;
    return NULL;
}

void *solution(void *arg)
{
    n = input_length("workers");
    async_add_signal_handler(SIGTERM, on_signal, NULL);
    for (int i = 0; i < n; i++)
        workers[i] = async_create_task(input_text_at("workers", i), work, NULL);
    int rc = async_gather(workers, n, NULL, ASYNC_RETURN_EXCEPTIONS);
    if (rc == 0)
        answer("left", input_length("letter.names") - sorted);
    return async_return(rc);
}
