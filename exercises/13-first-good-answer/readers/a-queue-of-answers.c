/* SPDX-License-Identifier: MIT */
/* Who has a ladder?  Answers come through a queue, in a group. */
#include "exercise.h"

static struct async_queue q;

static void *ring(void *arg)
{
    int rc = ask("house", arg, NULL);
    if (rc == -ECANCELED)
        return async_return(rc);
    async_queue_put_nowait(&q, rc ? NULL : arg);
    return NULL;
}

void *solution(void *arg)
{
    struct async_task_group g;
    int n = input_length("house.names");
    void *who = NULL;
    struct async_task t[10];
    async_queue_init(&q, "q", 0);
    async_task_group_begin(&g);
    for (int i = 0; i < n; i++)
        t[i] = async_task_group_create_task(&g, "h", ring,
                                            (void *)input_text_at("house.names",
                                                                  i));
    for (int i = 0; i < n && !who; i++)
        async_queue_get(&q, &who);
    for (int i = 0; i < n; i++)
        async_cancel(t[i]);
    async_task_group_end(&g, 0);
    answer_text("ladder", who ? who : "nobody");
    async_queue_destroy(&q);
    return NULL;
}
