/* SPDX-License-Identifier: MIT */
/* Fails: asked: Oslo was asked 0 times */
/* One limit around all towns: the first slow one takes the time of the others. */
#include "exercise.h"

static const char *sky;
static int i;

static void *all(void *arg)
{
    for (; i < input_length("weather.names"); i++) {
        const char *town = input_text_at("weather.names", i);
        int rc = ask("weather", town, &sky);
        if (rc == -EIO)
            answer_text(town, "broken");
        else if (rc)
            return async_return(rc);
        else
            answer_text(town, sky);
    }
    return NULL;
}

void *solution(void *arg)
{
    int rc = async_wait_for(async_create_task("all", all, NULL), input("limit"),
                            NULL);
    if (rc == -ETIMEDOUT)
        for (; i < input_length("weather.names"); i++)
            printf("%s: yesterday %s\n", input_text_at("weather.names", i),
                   input_text_at("yesterday", i));
    return NULL;
}
