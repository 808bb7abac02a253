/* SPDX-License-Identifier: MIT */
/* Fails: asked: Oslo was asked at 0 s, before Bergen was told of */
/* All towns at once: quicker, but the limit of each begins with the first. */
#include "exercise.h"

static void *today(void *arg)
{
    const char *s;
    int rc = ask("weather", arg, &s);
    return rc ? async_return(rc) : (void *)s;
}

static void *report(void *arg)
{
    int i = (int)(intptr_t)arg;
    const char *town = input_text_at("weather.names", i);
    void *s;
    int rc = async_wait_for(async_create_task(town, today, (void *)town),
                            input("limit"), &s);
    if (rc == 0)
        answer_text(town, s);
    else if (rc == -ETIMEDOUT)
        printf("%s: yesterday %s\n", town, input_text_at("yesterday", i));
    else
        answer_text(town, "broken");
    return NULL;
}

void *solution(void *arg)
{
    struct async_task t[9];
    int n = input_length("weather.names");
    for (int i = 0; i < n; i++)
        t[i] = async_coroutine("r", report, (void *)(intptr_t)i);
    async_gather(t, n, NULL, 0);
    return NULL;
}
