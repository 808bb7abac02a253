/* SPDX-License-Identifier: MIT */
/* Main itself waits for the signal, then for the workers with a limit. */
#include <signal.h>

#include "exercise.h"

enum { MOST = 10 };

static int next;                        /* on the pile */
static int sorted;
static struct async_event stop = ASYNC_EVENT("stop");

static void *work(void *arg)
{
    while (!async_event_is_set(&stop) && next < input_length("letter.names")) {
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

static void *on_signal(void *arg)
{
    async_event_set(&stop);
    return NULL;
}

static void *wait_for_signal(void *arg)
{
    return async_return(async_event_wait(&stop));
}

void *solution(void *arg)
{
    int n = input_length("workers");
    struct async_task workers[MOST], either[2];

    async_add_signal_handler(SIGTERM, on_signal, NULL);
    for (int i = 0; i < n; i++)
        workers[i] = async_create_task(input_text_at("workers", i), work, NULL);
    either[0] = async_gather_future(workers, n, ASYNC_RETURN_EXCEPTIONS);
    either[1] = async_create_task("signal", wait_for_signal, NULL);
    int rc = async_wait(either, 2, ASYNC_FIRST_COMPLETED, ASYNC_FOREVER, NULL);
    if (rc > 0 && async_done(either[1]))
        rc = async_wait(workers, n, ASYNC_ALL_COMPLETED, input("grace"), NULL);
    if (rc < 0)
        return async_return(rc);
    for (int i = 0; i < n; i++)
        async_cancel(workers[i]);
    async_await(either[0], NULL);
    async_cancel(either[1]);
    async_await(either[1], NULL);
    async_remove_signal_handler(SIGTERM);
    answer("left", input_length("letter.names") - sorted);
    return NULL;
}
