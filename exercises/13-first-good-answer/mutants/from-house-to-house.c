/* SPDX-License-Identifier: MIT */
/* Fails: all at once: house Brown began at 3 s */
/* One after another: each answer is waited for before the next bell. */
#include "exercise.h"

void *solution(void *arg)
{
    const char *found = NULL;

    for (int i = 0; i < input_length("house.names"); i++)
        if (ask("house", input_text_at("house.names", i), NULL) == 0 && !found)
            found = input_text_at("house.names", i);
    answer_text("ladder", found ? found : "nobody");
    return NULL;
}
