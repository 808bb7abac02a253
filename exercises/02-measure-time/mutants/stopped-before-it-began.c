/* SPDX-License-Identifier: MIT */
/* Fails: took: 0 s: the watch was stopped when the task was made, before its first step */
/* Starting a task takes no time; the watch is read before anybody has waited. */
#include "exercise.h"

static void *breakfast(void *arg)
{
    int rc = 0;

    for (int i = 0; rc == 0 && i < input_length("breakfast.names"); i++)
        rc = ask("breakfast", input_text_at("breakfast.names", i), NULL);
    return async_return(rc);
}

void *solution(void *arg)
{
    async_sleep(input("shower"));
    double begin = async_time();
    struct async_task task = async_create_task("breakfast", breakfast, NULL);
    double took = async_time() - begin;
    async_await(task, NULL);
    answer("took", took);
    answer("average", took / input_length("breakfast.names"));
    return NULL;
}
