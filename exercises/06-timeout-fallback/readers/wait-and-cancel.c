/* SPDX-License-Identifier: MIT */
/* Yesterday's weather: async_wait() with a limit, then cancel and await. */
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
        struct async_task t = async_create_task(town, today, (void *)town);
        void *sky;
        if (async_wait(&t, 1, ASYNC_ALL_COMPLETED, input("limit"), NULL) == 0) {
            async_cancel(t);
            async_await(t, NULL);
            char b[100];
            snprintf(b, sizeof b, "yesterday %s",
                     input_text_at("yesterday", i));
            answer_text(town, b);
        } else if (async_await(t, &sky) == 0)
            answer_text(town, sky);
        else
            answer_text(town, "broken");
    }
    return NULL;
}
