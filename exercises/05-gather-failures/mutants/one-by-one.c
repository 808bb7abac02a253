/* SPDX-License-Identifier: MIT */
/* Fails: all at once: friend Bob began at 2 s */
/* Every failure is dealt with, but the questions stand in a queue. */
#include "exercise.h"

void *solution(void *arg)
{
    int coming = 0, silent = 0;

    for (int i = 0; i < input_length("friend.names"); i++) {
        const char *name = input_text_at("friend.names", i), *said = "no answer";
        int rc = ask("friend", name, &said);
        answer_text(name, said);
        coming += rc == 0 && strcmp(said, "yes") == 0;
        silent += rc < 0;
    }
    answer("coming", coming);
    answer("silent", silent);
    return NULL;
}
