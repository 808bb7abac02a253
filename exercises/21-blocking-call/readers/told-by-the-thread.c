/* SPDX-License-Identifier: MIT */
/* An old printer at the pier: the thread itself prints the line. */
#include "exercise.h"
#include "async_thread.h"

enum { MOST = 10 };

static void *all(void *arg)
{
    const char *name = arg, *number;
    int rc = ask_blocking("printer", name, &number);
    printf("%s: %s\n", name, rc == 0 ? number : "no paper");
    return NULL;
}

static void *sell(void *arg)
{
    return async_return(async_to_thread("all", all, arg, NULL));
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
