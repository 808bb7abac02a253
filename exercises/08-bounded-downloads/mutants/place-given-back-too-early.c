/* SPDX-License-Identifier: MIT */
/* Fails: at most: a place was given back at 0 s, while its film went on */
/* The semaphore is asked, and left before the download begins. */
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
    async_semaphore_release(&line);
    rc = ask("film", film, NULL);
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
    return async_return(async_gather(films, n, NULL, 0));
}
