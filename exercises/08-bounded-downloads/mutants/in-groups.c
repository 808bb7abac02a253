/* SPDX-License-Identifier: MIT */
/* Fails: no gaps: a place was free from 1 s on, and film Clue began only at 3 s */
/* Groups of so many: the next group waits for the slowest of this one. */
#include "exercise.h"

enum { MOST = 20 };

static void *download(void *arg)
{
    int i = *(const int *)arg;
    const char *film = input_text_at("film.names", i);

    int rc = ask("film", film, NULL);
    if (rc < 0 && rc != -EIO)
        return async_return(rc);
    answer_text(film, rc == 0 ? "here" : "gone");
    return NULL;
}

void *solution(void *arg)
{
    int n = input_length("film.names");
    struct async_task films[MOST];

    int most = (int)input("most"), rc = 0;

    for (int i = 0; i < n; i++)
        films[i] = async_coroutine_with(input_text_at("film.names", i), download, &i,
                                        sizeof i);
    for (int i = 0; rc == 0 && i < n; i += most)
        rc = async_gather(films + i, n - i < most ? n - i : most, NULL, 0);
    return async_return(rc);
}
