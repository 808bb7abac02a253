/* SPDX-License-Identifier: MIT */
/* Fails: at once: had already ended */
#include "exercise.h"

void *solution(void *arg)
{
    int n = input_length("page.names"), good = 0;

    for (int i = 0; i < n; i++) {
        const char *text;
        if (ask("page", input_text_at("page.names", i), &text) < 0)
            continue;
        printf("%s\n", text);
        good++;
    }
    answer("good", good);
    return NULL;
}
