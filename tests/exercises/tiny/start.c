/* SPDX-License-Identifier: MIT */
/* Ask for the pages. */
#include "exercise.h"

void *solution(void *arg)
{
    const char *text;

    if (ask("page", "a", &text) == 0)
        printf("%s\n", text);
    return NULL;
}
