/* SPDX-License-Identifier: MIT */
/* Fails: at the limit: "Bergen: yesterday rain" was printed at 2 s, not at 1.4 s */
/* The limit is copied from the example. */
#include "exercise.h"

static void *today(void *arg)
{
    const char *s;
    int rc = ask("weather", arg, &s);
    return rc ? async_return(rc) : (void *)s;
}

void *solution(void *arg)
{
    for (int i = 0; i < 2; i++) {
        const char *town = input_text_at("weather.names", i);
        void *s;
        int rc = async_wait_for(async_create_task(town, today, (void *)town),
                                2.0, &s);
        if (rc == 0)
            answer_text(town, s);
        else if (rc == -ETIMEDOUT)
            printf("%s: yesterday %s\n", town, input_text_at("yesterday", i));
        else
            answer_text(town, "broken");
    }
    return NULL;
}
