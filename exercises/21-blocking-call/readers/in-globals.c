/* SPDX-License-Identifier: MIT */
/* An old printer at the pier: results in globals, a group for all. */
#include "exercise.h"
#include "async_thread.h"

enum { MOST = 10 };

static const char *numbers[MOST];
static int failed[MOST];

static void *driver(void *arg)
{
    int i = (int)(intptr_t)arg;
    failed[i] = ask_blocking("printer", input_text_at("printer.names", i),
                             &numbers[i]) < 0;
    return NULL;
}

static void *sell(void *arg)
{
    int i = (int)(intptr_t)arg;
    async_to_thread("driver", driver, arg, NULL);
    answer_text(input_text_at("printer.names", i),
                failed[i] ? "no paper" : numbers[i]);
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
    struct async_task_group g;
    async_task_group_begin(&g);
    async_task_group_create_task(&g, "board", board, NULL);
    for (int i = 0; i < input_length("printer.names"); i++)
        async_task_group_create_task(&g, "sell", sell, (void *)(intptr_t)i);
    return async_return(async_task_group_end(&g, 0));
}
