/* SPDX-License-Identifier: MIT */
/* Who has a ladder?  A group in which finding one is the failure that ends it. */
#include "exercise.h"

static const char *who = "nobody";

static void *ring(void *arg)
{
    int rc = ask("house", arg, NULL);
    if (rc == 0) {
        who = arg;
        return async_fail(ASYNC_EUSER, "found");
    }
    return rc == -EIO ? NULL : async_return(rc);
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
    answer_text("ladder", who);
    return NULL;
}
