/* SPDX-License-Identifier: MIT */
/* Four bus stops: whoever notes its end last decides. */
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

static const char *last;
static double when;

static void *counted(void *arg)
{
    struct stop *s = arg;
    async_await(async_coroutine(s->name, count, s), NULL);
    last = s->name;
    when = async_time();
    return NULL;
}

void *solution(void *arg)
{
    static struct stop s[STOPS];
    struct async_task_group g;
    double sum = 0;
    async_task_group_begin(&g);
    for (int i = 0; i < STOPS; i++) {
        s[i].name = input_text_at("stops", i);
        s[i].every = input_at("every", i);
        async_task_group_create_task(&g, "helper", counted, &s[i]);
    }
    async_task_group_end(&g, 0);
    for (int i = 0; i < STOPS; i++)
        sum += s[i].took;
    answer("eight", when);
    answer("total", when);
    answer_text("decided by", last);
    answer("in a row", sum);
    return NULL;
}
