/* SPDX-License-Identifier: MIT */
/* Two films at a time: a queue of places, and a group. */
#include "exercise.h"

static struct async_queue tokens;

static void *load(void *arg)
{
    const char *f = arg;
    void *tok;
    async_queue_get(&tokens, &tok);
    int rc = ask("film", f, NULL);
    answer_text(f, rc < 0 ? "gone" : "here");
    async_queue_put_nowait(&tokens, tok);
    return NULL;
}

void *solution(void *arg)
{
    async_queue_init(&tokens, "tokens", 0);
    for (int i = 0; i < (int)input("most"); i++)
        async_queue_put_nowait(&tokens, NULL);
    struct async_task_group g;
    async_task_group_begin(&g);
    for (int i = 0; i < input_length("film.names"); i++)
        async_task_group_create_task(&g, "l", load,
                                     (void *)input_text_at("film.names", i));
    int rc = async_task_group_end(&g, 0);
    async_queue_destroy(&tokens);
    return async_return(rc);
}
