/* SPDX-License-Identifier: MIT */
/* Four bus stops. */
#include "exercise.h"

enum { STOPS = 4 };

/* One stop: its buses, and what was counted there. */
struct stop {
    const char *name;
    double every;               /* seconds between two buses */
    int passengers;             /* counted so far */
    double took;                /* seconds, the counting alone */
};

/* The generator: bus after bus.  Its value: how many get off. */
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

/* All passengers of one stop, and how long that took. */
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
    double begin = async_time();

    for (int i = 0; i < STOPS; i++) {
        stops[i].name = input_text_at("stops", i);
        stops[i].every = input_at("every", i);
        counts[i] = async_coroutine(stops[i].name, count, &stops[i]);
    }
    int rc = async_gather(counts, STOPS, NULL, 0);
    if (rc < 0)
        return async_return(rc);
    double total = async_time() - begin;

    double in_a_row = 0;
    const struct stop *slowest = &stops[0];
    for (int i = 0; i < STOPS; i++) {
        in_a_row += stops[i].took;
        if (stops[i].took > slowest->took)
            slowest = &stops[i];
    }
    answer("total", total);
    answer("in a row", in_a_row);
    answer_text("decided by", slowest->name);
    answer("eight", total);     /* twice as many ears, but no bus comes sooner */
    return NULL;
}
