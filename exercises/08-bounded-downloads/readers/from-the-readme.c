/* SPDX-License-Identifier: MIT */
/* Two films at a time. */
#include "exercise.h"

enum { MOST = 20 };

static struct async_semaphore places;

static void *download(void *arg)
{
    int i = *(const int *)arg;
    const char *film = input_text_at("film.names", i);

    int rc = async_semaphore_acquire(&places);
    if (rc < 0)
        return async_return(rc);
    rc = ask("film", film, NULL);
    async_semaphore_release(&places);
    if (rc < 0 && rc != -EIO)
        return async_return(rc);
    answer_text(film, rc == 0 ? "here" : "gone");
    return NULL;
}

void *solution(void *arg)
{
    int n = input_length("film.names");
    struct async_task films[MOST];

    int rc = async_semaphore_init(&places, "places", (int)input("most"));
    if (rc < 0)
        return async_return(rc);
    for (int i = 0; i < n; i++)
        films[i] = async_coroutine_with(input_text_at("film.names", i), download, &i,
                                        sizeof i);
    return async_return(async_gather(films, n, NULL, 0));
}
