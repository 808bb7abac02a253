/* SPDX-License-Identifier: MIT */
/* Who has a ladder? */
#include "exercise.h"

enum { MOST = 10 };

/* Ring at one house: fails with EIO where there is no ladder. */
static void *ring(void *arg)
{
    int i = *(const int *)arg;

    return async_return(ask("house", input_text_at("house.names", i), NULL));
}

void *solution(void *arg)
{
    int n = input_length("house.names");
    struct async_task houses[MOST];

    for (int i = 0; i < n; i++)
        houses[i] = async_coroutine_with(input_text_at("house.names", i), ring, &i,
                                         sizeof i);
    for (int i = 0; i < n; i++)
        houses[i] = async_ensure_future(houses[i]);

    struct async_completed it = async_as_completed(houses, n, ASYNC_FOREVER);
    struct async_task task;
    bool found = false;
    int rc;
    while ((rc = async_next_completed(&it, &task)) > 0)
        if (!async_exception(task)) {
            answer_text("ladder", async_get_name(task));
            found = true;
            async_completed_end(&it);
            break;
        }
    if (rc < 0)
        return async_return(rc);
    if (!found) {
        answer_text("ladder", "nobody");
        return NULL;
    }
    for (int i = 0; i < n; i++)
        async_cancel(houses[i]);
    return async_return(async_gather(houses, n, NULL, ASYNC_RETURN_EXCEPTIONS));
}
