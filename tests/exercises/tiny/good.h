/* SPDX-License-Identifier: MIT */
/* The right solution of the tests' exercise, for attacks that must change nothing:
 * they attack, then do it. */
#ifndef GOOD_H
#define GOOD_H

#include "exercise.h"

static void *fetch(void *arg)
{
    return async_return(ask("page", arg, NULL));
}

static inline void *good_solution(void)
{
    struct async_task pages[3];
    int good = 0;

    for (int i = 0; i < 3; i++)
        pages[i] = async_coroutine(input_text_at("page.names", i), fetch,
                                   (void *)input_text_at("page.names", i));
    async_gather(pages, 3, NULL, ASYNC_RETURN_EXCEPTIONS);
    for (int i = 0; i < 3; i++)
        good += async_exception(pages[i]) == NULL;
    answer("good", good);
    return NULL;
}

#endif
