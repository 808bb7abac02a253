/* SPDX-License-Identifier: MIT */
/* Who has a ladder?  async_wait() for those that are left. */
#include "exercise.h"

static void *ring(void *arg)
{
    return async_return(ask("house", arg, NULL));
}

void *solution(void *arg)
{
    int n = input_length("house.names"), m = n;
    struct async_task t[10], open[10];
    const char *who = "nobody";
    for (int i = 0; i < n; i++)
        open[i] = t[i] =
            async_create_task(input_text_at("house.names", i), ring,
                              (void *)input_text_at("house.names", i));
    while (m > 0) {
        struct async_task s[10];
        int d = async_wait(open, m, ASYNC_FIRST_COMPLETED, ASYNC_FOREVER, s);
        int found = 0;
        for (int i = 0; i < d; i++)
            if (async_exception(s[i]) == NULL) {
                who = async_get_name(s[i]);
                found = 1;
                break;
            }
        if (found)
            break;
        memcpy(open, s + d, (size_t)(m - d) * sizeof *s);
        m -= d;
    }
    for (int i = 0; i < n; i++)
        async_cancel(t[i]);
    for (int i = 0; i < n; i++)
        async_await(t[i], NULL);
    answer_text("ladder", who);
    return NULL;
}
