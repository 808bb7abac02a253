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
    int n = input_length("house.names"), rc;
    struct async_task houses[MOST], done;
    bool found = false;

    for (int i = 0; i < n; i++)
        houses[i] = async_ensure_future(
            async_coroutine_with(input_text_at("house.names", i), ring, &i, sizeof i));

    struct async_completed answers = async_as_completed(houses, n, ASYNC_FOREVER);
    while (!found && (rc = async_next_completed(&answers, &done)) > 0)
        if (!async_exception(done)) {
            answer_text("ladder", async_get_name(done));
            found = true;
        }
    async_completed_end(&answers);

    for (int i = 0; i < n; i++)
        async_cancel(houses[i]);
    int gathered = async_gather(houses, n, NULL, ASYNC_RETURN_EXCEPTIONS);
    if (rc == 0)
        rc = gathered;
    if (rc < 0)
        return async_return(rc);
    if (!found)
        answer_text("ladder", "nobody");
    return NULL;
}
