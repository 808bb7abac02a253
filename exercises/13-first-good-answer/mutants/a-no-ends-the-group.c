/* SPDX-License-Identifier: MIT */
/* Fails: a good one: main ended at 1 s, and "ladder: Clark" was not printed */
/* A group: the first house without a ladder cancels all others. */
#include "exercise.h"


static void *ring(void *arg)
{
    int rc = ask("house", arg, NULL);
    if (rc == 0) {
        answer_text("ladder", arg);
        return async_fail(ECANCELED + 1, "found");
    }
    return async_return(rc);
}

void *solution(void *arg)
{
    struct async_task_group g;
    int n = input_length("house.names");
    async_task_group_begin(&g);
    for (int i = 0; i < n; i++)
        async_task_group_create_task(&g, "h", ring,
                                     (void *)input_text_at("house.names", i));
    async_task_group_end(&g, 0);
    return NULL;
}
