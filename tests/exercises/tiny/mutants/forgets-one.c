/* SPDX-License-Identifier: MIT */
/* Fails: all pages: 2 times */
#include "exercise.h"

static void *fetch(void *arg)
{
    ask("page", arg, NULL);
    return NULL;
}

void *solution(void *arg)
{
    struct async_task pages[2];

    for (int i = 0; i < 2; i++)
        pages[i] = async_coroutine(input_text_at("page.names", i), fetch,
                                   (void *)input_text_at("page.names", i));
    async_gather(pages, 2, NULL, 0);
    answer("good", 2);
    return NULL;
}
