/* SPDX-License-Identifier: MIT */
/* Yesterday's weather: a scope with a time-out, and no task at all. */
#include "exercise.h"

static int report(int i)
{
    const char *town = input_text_at("weather.names", i), *sky;
    struct async_timeout scope;
    async_timeout_begin(&scope, input("limit"));
    int rc = ask("weather", town, &sky);
    rc = async_timeout_end(&scope, rc);
    switch (rc) {
    case 0: printf("%s: %s\n", town, sky); break;
    case -ETIMEDOUT:
        printf("%s: yesterday %s\n", town, input_text_at("yesterday", i));
        break;
    case -EIO: printf("%s: broken\n", town); break;
    default: return rc;
    }
    return 0;
}

void *solution(void *arg)
{
    for (int i = 0; i < input_length("weather.names"); i++) {
        int rc = report(i);
        if (rc)
            return async_return(rc);
    }
    return NULL;
}
