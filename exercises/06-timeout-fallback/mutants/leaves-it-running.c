/* SPDX-License-Identifier: MIT */
/* Fails: late is stopped: Bergen still waited when its 2 s were over: it ran on to 3 s */
/* Giving up waiting is taken for stopping what was waited for. */
#include "exercise.h"

static void *today(void *arg)
{
    const char *sky;

    int rc = ask("weather", input_text_at("weather.names", *(int *)arg), &sky);
    if (rc < 0)
        return async_return(rc);
    return (void *)sky;
}

static int report(int i)
{
    const char *town = input_text_at("weather.names", i);
    struct async_task question =
        async_ensure_future(async_coroutine_with(town, today, &i, sizeof i));
    void *sky;

    int done = async_wait(&question, 1, ASYNC_ALL_COMPLETED, input("limit"), NULL);
    if (done == 0)
        printf("%s: yesterday %s\n", town, input_text_at("yesterday", i));
    else
        answer_text(town, async_await(question, &sky) == 0 ? sky : "broken");
    return 0;
}

void *solution(void *arg)
{
    int rc = 0;

    for (int i = 0; rc == 0 && i < input_length("weather.names"); i++)
        rc = report(i);
    return async_return(rc);
}
