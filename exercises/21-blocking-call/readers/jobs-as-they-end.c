/* SPDX-License-Identifier: MIT */
/* An old printer at the pier: main takes the jobs as they end. */
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
    int n = input_length("printer.names"), k = 0;
    struct async_task b = async_create_task("board", board, NULL), jobs[MOST],
                      x;
    for (int i = 0; i < n; i++)
        jobs[i] =
            async_run_in_executor(input_text_at("printer.names", i),
                                  print_ticket,
                                  (void *)input_text_at("printer.names", i));
    struct async_completed it = async_as_completed(jobs, n, ASYNC_FOREVER);
    while (async_next_completed(&it, &x) > 0) {
        void *r;
        for (k = 0; k < n; k++)
            if (jobs[k].id == x.id)
                break;
        answer_text(input_text_at("printer.names", k),
                    async_await(x, &r) == 0 ? r : "no paper");
    }
    async_await(b, NULL);
    return NULL;
}
