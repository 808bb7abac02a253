/* SPDX-License-Identifier: MIT */
/* Fails: in time: everything was done at */
#include "exercise.h"

static void *fetch(void *arg)
{
    const char *text;

    int rc = ask("page", arg, &text);
    if (rc < 0)
        return async_return(rc);
    printf("%s\n", text);
    return NULL;
}

void *solution(void *arg)
{
    struct async_task pages[10];
    int n = input_length("page.names");

    for (int i = 0; i < n; i++)
        pages[i] = async_coroutine(input_text_at("page.names", i), fetch,
                                   (void *)input_text_at("page.names", i));
    int rc = async_gather(pages, n, NULL, 0);
    if (rc < 0)
        return async_return(rc);
    answer("good", n);
    return NULL;
}
