/* SPDX-License-Identifier: MIT */
/* An old printer at the pier. */
#include "async_thread.h"
#include "exercise.h"

enum { MOST = 10 };

/* On a pool thread: the ticket's number. */
static void *print_ticket(void *arg)
{
    const char *number;

    int rc = ask_blocking("printer", arg, &number);
    if (rc < 0)
        return async_return(rc);
    return (void *)number;
}

static void *sell(void *arg)
{
    const char *name = arg;
    void *number;

    int rc = async_to_thread(name, print_ticket, arg, &number);
    if (rc == -EIO) {
        answer_text(name, "no paper");
        return NULL;
    }
    if (rc < 0)
        return async_return(rc);
    answer_text(name, number);
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
    struct async_task tasks[MOST + 1] = { async_coroutine("board", board, NULL) };

    for (int i = 0; i < n; i++) {
        const char *name = input_text_at("printer.names", i);
        tasks[i + 1] = async_coroutine(name, sell, (void *)name);
    }
    return async_return(async_gather(tasks, n + 1, NULL, 0));
}
