/* SPDX-License-Identifier: MIT */
/* Fails: broken is told: main failed: Bergen does not answer */
/* Only the time-out is dealt with; a broken station ends everything. */
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
    void *sky;

    int rc = async_wait_for(async_create_task(town, today, &i), input("limit"), &sky);
    if (rc == 0)
        answer_text(town, sky);
    else if (rc == -ETIMEDOUT)
        printf("%s: yesterday %s\n", town, input_text_at("yesterday", i));
    return rc == -ETIMEDOUT ? 0 : rc;
}

void *solution(void *arg)
{
    int rc = 0;

    for (int i = 0; rc == 0 && i < input_length("weather.names"); i++)
        rc = report(i);
    return async_return(rc);
}
