/* SPDX-License-Identifier: MIT */
/* Fails: at once: looked again and again: from 0 s on it slept 4 times in a row */
/* The job leaves a mark, at which somebody looks ten times a second. */
#include "exercise.h"
#include "async_thread.h"

enum { MOST = 10 };

static const char *numbers[MOST];
static volatile int state[MOST];

static void *driver(void *arg)
{
    int i = (int)(intptr_t)arg;
    state[i] = ask_blocking("printer", input_text_at("printer.names", i),
                            &numbers[i]) < 0
                   ? 2
                   : 1;
    return NULL;
}

static void *sell(void *arg)
{
    int i = 0;
    while (strcmp(input_text_at("printer.names", i), arg))
        i++;
    struct async_task t =
        async_run_in_executor("driver", driver, (void *)(intptr_t)i);
    while (!state[i])
        async_sleep(0.1);
    answer_text(arg, state[i] == 2 ? "no paper" : numbers[i]);
    return async_return(async_await(t, NULL));
}

static void *board(void *arg)
{
    for (int i = 1; i <= (int)input("ticks"); i++) {
        int rc = async_sleep(0.5);
        if (rc < 0)
            return async_return(rc);
        printf("board %d\n", i);
    }
    return NULL;
}

void *solution(void *arg)
{
    int n = input_length("printer.names");
    struct async_task tasks[MOST + 1] = { async_coroutine("board", board,
                                                          NULL) };

    for (int i = 0; i < n; i++) {
        const char *name = input_text_at("printer.names", i);
        tasks[i + 1] = async_coroutine(name, sell, (void *)name);
    }
    return async_return(async_gather(tasks, n + 1, NULL, 0));
}
