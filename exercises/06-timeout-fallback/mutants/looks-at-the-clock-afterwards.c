/* SPDX-License-Identifier: MIT */
/* Fails: at the limit: "Bergen: yesterday rain" was printed at */
/* The time is checked when the answer is there: too late to save any. */
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
    double begin = async_time();
    void *sky;

    int rc = async_await(async_create_task(town, today, &i), &sky);
    if (rc < 0)
        answer_text(town, "broken");
    else if (async_time() - begin > input("limit"))
        printf("%s: yesterday %s\n", town, input_text_at("yesterday", i));
    else
        answer_text(town, sky);
    return 0;
}

void *solution(void *arg)
{
    int rc = 0;

    for (int i = 0; rc == 0 && i < input_length("weather.names"); i++)
        rc = report(i);
    return async_return(rc);
}
