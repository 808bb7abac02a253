/* SPDX-License-Identifier: MIT */
/* Four bus stops: tasks, awaited one after another. */
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
    static struct stop s[STOPS];
    struct async_task t[STOPS];
    double sum = 0;
    int k = 0;
    for (int i = 0; i < STOPS; i++) {
        s[i].name = input_text_at("stops", i);
        s[i].every = input_at("every", i);
        t[i] = async_create_task(s[i].name, count, &s[i]);
    }
    double t0 = async_time();
    for (int i = 0; i < STOPS; i++)
        async_await(t[i], NULL);
    double total = async_time() - t0;
    for (int i = 0; i < STOPS; i++) {
        sum += s[i].took;
        if (s[i].took > s[k].took)
            k = i;
    }
    printf("total: %f\n", total);
    printf("in a row: %f\n", sum);
    printf("decided by: %s\neight: %f\n", s[k].name, s[k].took);
    return NULL;
}
