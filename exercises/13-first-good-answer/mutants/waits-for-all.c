/* SPDX-License-Identifier: MIT */
/* Fails: at once told: "ladder: Clark" was printed at 4 s, not at 2 s */
/* All answers are waited for, then the quickest is looked for. */
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
    int n = input_length("house.names"), rc = 0;
    struct async_task houses[MOST], next;
    const char *found = "nobody";

    for (int i = 0; i < n; i++)
        houses[i] = async_ensure_future(async_coroutine_with(
            input_text_at("house.names", i), ring, &i, sizeof i));
    struct async_completed it = async_as_completed(houses, n, ASYNC_FOREVER);
    while ((rc = async_next_completed(&it, &next)) > 0)
        if (!async_exception(next) && strcmp(found, "nobody") == 0)
            found = async_get_name(next);
    async_completed_end(&it);
    if (rc < 0)
        return async_return(rc);
    answer_text("ladder", found);
    return NULL;
}
