/* SPDX-License-Identifier: MIT */
/* Fails: told: all was over at 4.5 s, and main ended only at 60 s */
/* A minute should do for all films. */
#include "exercise.h"

enum { MOST = 20 };

static struct async_semaphore line;

static void *download(void *arg)
{
    int i = *(const int *)arg;
    const char *film = input_text_at("film.names", i);

    int rc = async_semaphore_acquire(&line);
    if (rc < 0)
        return async_return(rc);
    rc = ask("film", film, NULL);
    async_semaphore_release(&line);
    if (rc < 0 && rc != -EIO)
        return async_return(rc);
    answer_text(film, rc == 0 ? "here" : "gone");
    return NULL;
}

void *solution(void *arg)
{
    int n = input_length("film.names");
    struct async_task films[MOST];

    async_semaphore_init(&line, "line", (int)input("most"));
    for (int i = 0; i < n; i++)
        films[i] = async_coroutine_with(input_text_at("film.names", i), download, &i,
                                        sizeof i);
    for (int i = 0; i < n; i++)
        films[i] = async_ensure_future(films[i]);
    return async_return(async_sleep(60));
}
