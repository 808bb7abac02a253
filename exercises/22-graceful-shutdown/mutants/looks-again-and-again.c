/* SPDX-License-Identifier: MIT */
/* Fails: grace: Chur was in hand until 2.7 s; the grace time ended at 2.65 s */
/* Main looks twenty times a second whether the signal has come. */
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

static void *send_home(void *arg)
{
    for (int i = 0; i < input_length("workers"); i++)
        async_cancel(workers[i]);
    return NULL;
}

static void *on_signal(void *arg)
{
    if (closing)                        /* asked again: the grace time goes on */
        return NULL;
    closing = true;
    return NULL;
}

void *solution(void *arg)
{
    int n = input_length("workers");

    async_add_signal_handler(SIGTERM, on_signal, NULL);
    for (int i = 0; i < n; i++)
        workers[i] = async_create_task(input_text_at("workers", i), work, NULL);
    double since = -1;
    for (int done = 0; done < n;) {
        done = 0;
        for (int i = 0; i < n; i++)
            done += async_done(workers[i]);
        if (closing && since < 0)
            since = async_time();
        if (since >= 0 && async_time() > since + input("grace") - 1e-9)
            break;
        if (done < n)
            async_sleep(0.05);
    }
    send_home(NULL);
    int rc = async_gather(workers, n, NULL, ASYNC_RETURN_EXCEPTIONS);
    if (rc == 0)
        answer("left", input_length("letter.names") - sorted);
    return async_return(rc);
}
