/* SPDX-License-Identifier: MIT */
/* Fails: at the limit: main looked again and again: from 0 s on it slept 4 times in a row */
/* A loop that looks at the task and at the clock, ten times a second. */
#include "exercise.h"

static void *today(void *arg)
{
    const char *s;
    int rc = ask("weather", arg, &s);
    return rc ? async_return(rc) : (void *)s;
}

void *solution(void *arg)
{
    for (int i = 0; i < input_length("weather.names"); i++) {
        const char *town = input_text_at("weather.names", i);
        void *s;
        double end = async_time() + input("limit");
        struct async_task t = async_create_task(town, today, (void *)town);
        while (!async_done(t) && async_time() < end - 1e-9)
            async_sleep(0.1);
        if (!async_done(t)) {
            async_cancel(t);
            printf("%s: yesterday %s\n", town, input_text_at("yesterday", i));
            async_await(t, NULL);
        } else {
            int rc = async_await(t, &s);
            if (rc == 0)
                answer_text(town, s);
            else
                answer_text(town, "broken");
        }
    }
    return NULL;
}
