/* SPDX-License-Identifier: MIT */
/* Fails: rate: 3 started between 0.8 s and 1 s, on both sides of a full second */
/* So many in each second of the clock: twice as many around its turn. */
#include "exercise.h"

enum { MOST = 20 };

static int second, count;

static int wait_for_turn(void)
{
    int rc = 0;

    for (;;) {
        int now = (int)(async_time() + 1e-9);
        if (now != second)
            count = 0;
        second = now;
        if (rc < 0 || count < (int)input("rate"))
            break;
        rc = async_sleep(now + 1 - async_time());
    }
    count++;
    return rc;
}

static void *question(void *arg)
{
    int i = *(const int *)arg;
    const char *town = input_text_at("map.names", i);

    int rc = async_sleep(input_at("comes", i));     /* this is when it is wanted */
    if (rc == 0)
        rc = wait_for_turn();
    if (rc == 0)
        rc = ask("map", town, NULL);
    if (rc == 0)
        printf("%s\n", town);
    return async_return(rc);
}

void *solution(void *arg)
{
    int n = input_length("map.names");
    struct async_task questions[MOST];

    for (int i = 0; i < n; i++)
        questions[i] = async_coroutine_with(input_text_at("map.names", i), question, &i,
                                            sizeof i);
    return async_return(async_gather(questions, n, NULL, 0));
}
