/* SPDX-License-Identifier: MIT */
/* All three at once. */
#include "exercise.h"

static void *fetch(void *arg)
{
    const char *text;

    int rc = ask("page", arg, &text);
    if (rc < 0)
        return async_return(rc);
    printf("%s\n", text);
    return (void *)text;
}

void *solution(void *arg)
{
    struct async_task pages[10];
    int n = input_length("page.names"), good = 0;

    for (int i = 0; i < n; i++)
        pages[i] = async_coroutine(input_text_at("page.names", i), fetch,
                                   (void *)input_text_at("page.names", i));
    async_gather(pages, n, NULL, ASYNC_RETURN_EXCEPTIONS);
    for (int i = 0; i < n; i++)
        good += async_exception(pages[i]) == NULL;
    answer("good", good);
    return NULL;
}
