/* SPDX-License-Identifier: MIT */
/* Fails: rest is stopped: all was over at 2 s, and main ended only at 7 s */
/* Main sleeps on when the ladder is found. */
#include "exercise.h"

enum { MOST = 10 };

/* Ring at one house: fails with EIO where there is no ladder. */
static void *ring(void *arg)
{
    int i = *(const int *)arg;

    return async_return(ask("house", input_text_at("house.names", i), NULL));
}

/* The others need not go on; their ends are waited for. */
static int stop_all(struct async_task *tasks, int n)
{
    for (int i = 0; i < n; i++)
        async_cancel(tasks[i]);
    return async_gather(tasks, n, NULL, ASYNC_RETURN_EXCEPTIONS);
}

void *solution(void *arg)
{
    int n = input_length("house.names"), rc = 0;
    struct async_task houses[MOST], next;
    const char *found = "nobody";

    for (int i = 0; i < n; i++)
        houses[i] = async_ensure_future(async_coroutine_with(
            input_text_at("house.names", i), ring, &i, sizeof i));
    struct async_completed it = async_as_completed(houses, n, ASYNC_FOREVER);
    while ((rc = async_next_completed(&it, &next)) > 0)
        if (!async_exception(next)) {
            found = async_get_name(next);
            break;
        }
    async_completed_end(&it);
    int stopped = stop_all(houses, n);
    if (rc < 0 || stopped < 0)
        return async_return(rc < 0 ? rc : stopped);
    answer_text("ladder", found);
    async_sleep(5);
    return NULL;
}
