/* SPDX-License-Identifier: MIT */
/* Fails: at once told: "ladder: Adams" was printed at 3 s, not at 2 s */
/* Tasks at once, awaited in the order of the list. */
#include "exercise.h"

static void *ring(void *arg)
{
    return async_return(ask("house", arg, NULL));
}

void *solution(void *arg)
{
    struct async_task t[10];
    int n = input_length("house.names"), i;
    for (i = 0; i < n; i++)
        t[i] = async_create_task(input_text_at("house.names", i), ring,
                                 (void *)input_text_at("house.names", i));
    for (i = 0; i < n; i++)
        if (async_await(t[i], NULL) == 0)
            break;
    answer_text("ladder", i < n ? async_get_name(t[i]) : "nobody");
    for (i = 0; i < n; i++)
        async_cancel(t[i]);
    async_gather(t, n, NULL, ASYNC_RETURN_EXCEPTIONS);
    return NULL;
}
