/* SPDX-License-Identifier: MIT */
/* Fails: in time: was printed at */
/* A limit is taken for a delay: sleep so long, then look. */
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
    struct async_task question = async_create_task(town, today, &i);
    void *sky;

    async_sleep(input("limit"));
    if (!async_done(question)) {
        async_cancel(question);
        async_await(question, NULL);
        printf("%s: yesterday %s\n", town, input_text_at("yesterday", i));
    } else {
        answer_text(town, async_result(question, &sky) == 0 ? sky : "broken");
    }
    return 0;
}

void *solution(void *arg)
{
    int rc = 0;

    for (int i = 0; rc == 0 && i < input_length("weather.names"); i++)
        rc = report(i);
    return async_return(rc);
}
