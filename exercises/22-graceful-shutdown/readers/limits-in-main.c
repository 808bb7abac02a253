/* SPDX-License-Identifier: MIT */
/* The sorting office closes: main waits for the signal, then with a limit. */
#include <signal.h>

#include "exercise.h"

enum { MOST = 10 };

static int next, sorted;
static bool closing;
static struct async_task asked;

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
    if (!async_done(asked))
        async_set_result(asked, NULL);
    return NULL;
}

void *solution(void *arg)
{
    struct async_task t[MOST + 1];
    int n = input_length("workers");
    asked = async_future("asked");
    async_add_signal_handler(SIGTERM, on_signal, NULL);
    for (int i = 0; i < n; i++)
        t[i] = async_create_task(input_text_at("workers", i), work, NULL);
    struct async_task all = async_gather_future(t, n, ASYNC_RETURN_EXCEPTIONS);
    struct async_task both[] = { all, asked };
    async_wait(both, 2, ASYNC_FIRST_COMPLETED, ASYNC_FOREVER, NULL);
    async_wait(&all, 1, ASYNC_ALL_COMPLETED, input("grace"), NULL);
    for (int i = 0; i < n; i++)
        async_cancel(t[i]);
    async_gather(t, n, NULL, ASYNC_RETURN_EXCEPTIONS);
    async_remove_signal_handler(SIGTERM);
    answer("left", input_length("letter.names") - sorted);
    return NULL;
}
