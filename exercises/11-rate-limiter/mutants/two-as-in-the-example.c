/* SPDX-License-Identifier: MIT */
/* Fails: no longer: though it was allowed at 0 s */
/* The rate of the example, in every run. */
#include "exercise.h"

static double slots[100];
static int count;

static int wait_for_turn(void)
{
    double at = async_time();
    if (count >= 2 && slots[count - 2] + 1 > at)
        at = slots[count - 2] + 1;
    slots[count++] = at;
    double left = at - async_time();
    return left > 0 ? async_sleep(left) : 0;
}

static void *question(void *arg)
{
    int i = *(const int *)arg;
    const char *town = input_text_at("map.names", i);

    int rc = async_sleep(input_at("comes", i)); /* this is when it is wanted */
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
    struct async_task questions[20];

    for (int i = 0; i < n; i++)
        questions[i] = async_coroutine_with(input_text_at("map.names", i),
                                            question, &i, sizeof i);
    return async_return(async_gather(questions, n, NULL, 0));
}
