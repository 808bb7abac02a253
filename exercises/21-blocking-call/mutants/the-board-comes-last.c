/* SPDX-License-Identifier: MIT */
/* Fails: board: "board 1" was printed at 2.1 s, not at 0.5 s */
/* The board begins when all tickets are out. */
#include "exercise.h"
#include "async_thread.h"

enum { MOST = 10 };

static void *print_ticket(void *arg)
{
    const char *name = arg, *number;
    int rc = ask_blocking("printer", name, &number);
    if (rc < 0)
        return async_return(rc);
    return (void *)number;
}

static void *sell(void *arg)
{
    void *number;
    int rc = async_to_thread("printer", print_ticket, arg, &number);
    answer_text(arg, rc ? "no paper" : number);
    return NULL;
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
    struct async_task tasks[MOST];
    for (int i = 0; i < n; i++)
        tasks[i] = async_coroutine("s", sell,
                                   (void *)input_text_at("printer.names", i));
    async_gather(tasks, n, NULL, 0);
    return async_return(
        async_await(async_coroutine("board", board, NULL), NULL));
}
