/* SPDX-License-Identifier: MIT */
/* Tasks made by hand and awaited one after another: they run at once all the same. */
#include "exercise.h"

static void *fetch(void *arg)
{
    const char *text;

    int rc = ask("page", arg, &text);
    if (rc == 0)
        printf("%s\n", text);
    return async_return(rc);
}

void *solution(void *arg)
{
    struct async_task pages[10];
    int n = input_length("page.names"), good = 0;

    for (int i = 0; i < n; i++) {
        const char *name = input_text_at("page.names", i);
        pages[i] = async_create_task(name, fetch, (void *)name);
    }
    for (int i = 0; i < n; i++)
        good += async_await(pages[i], NULL) == 0;
    answer("good", good);
    return NULL;
}
