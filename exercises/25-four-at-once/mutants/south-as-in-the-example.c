/* SPDX-License-Identifier: MIT */
/* Fails: decided by: the answer "decided by" is "south", not */
/* The answer of the example, in every run. */
#include "exercise.h"

enum { STOPS = 4 };

struct stop {
    const char *name;
    double every;   /* seconds between two buses */
    int passengers; /* counted so far */
    double took;    /* seconds, the counting alone */
};

static void *buses(void *arg)
{
    const struct stop *stop = arg;
    int rc = 0;

    for (int i = 0; rc == 0 && i < input_length("passengers"); i++) {
        int passengers = (int)input_at("passengers", i);
        rc = async_sleep(stop->every);
        if (rc == 0)
            rc = async_yield(&passengers, NULL);
    }
    return async_return(rc);
}

static void *count(void *arg)
{
    struct stop *stop = arg;
    struct async_generator coming = async_generator(stop->name, buses, stop);
    double begin = async_time();
    void *passengers;
    int rc;

    while ((rc = async_next(coming, &passengers)) > 0)
        stop->passengers += *(const int *)passengers;
    stop->took = async_time() - begin;
    printf("%s: %d\n", stop->name, stop->passengers);
    return async_return(rc);
}

void *solution(void *arg)
{
    static struct stop stops[STOPS];
    struct async_task counts[STOPS];
    double in_a_row = 0;

    for (int i = 0; i < STOPS; i++) {
        stops[i].name = input_text_at("stops", i);
        stops[i].every = input_at("every", i);
        counts[i] = async_coroutine(stops[i].name, count, &stops[i]);
    }
    double begin = async_time();
    int rc = async_gather(counts, STOPS, NULL, 0);
    if (rc < 0)
        return async_return(rc);
    double total = async_time() - begin;

    answer("total", total);
    for (int i = 0; i < STOPS; i++)
        in_a_row += stops[i].took;
    answer("in a row", in_a_row);
    answer_text("decided by", "south");
    answer("eight", total);
    return NULL;
}
