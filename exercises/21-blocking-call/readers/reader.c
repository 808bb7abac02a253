/* SPDX-License-Identifier: MIT */
/* The outcome in a struct, so that the job itself never fails. */
#include "exercise.h"
#include "async_thread.h"

enum { MOST = 10 };

struct ticket {
    const char *name, *number;
    int rc;
};

static void *use_driver(void *arg)
{
    struct ticket *ticket = arg;

    ticket->rc = ask_blocking("printer", ticket->name, &ticket->number);
    return NULL;
}

static void *sell(void *arg)
{
    struct ticket ticket = { .name = arg };

    int rc = async_await(async_run_in_executor("driver", use_driver, &ticket), NULL);
    if (rc < 0)
        return async_return(rc);
    printf("%s: %s\n", ticket.name, ticket.rc == 0 ? ticket.number : "no paper");
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
