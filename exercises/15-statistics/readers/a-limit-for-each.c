/* SPDX-License-Identifier: MIT */
/* Three thermometers: each has the limit for itself, all from 0 s on. */
#include "exercise.h"

static struct sums {
    double sum, least, most;
    int count;
} all;

static void add(struct sums *sums, const char *text)
{
    char *end;
    for (double value = strtod(text, &end); end != text;
         value = strtod(text, &end)) {
        sums->least =
            sums->count == 0 || value < sums->least ? value : sums->least;
        sums->most =
            sums->count == 0 || value > sums->most ? value : sums->most;
        sums->sum += value;
        sums->count++;
        text = end;
    }
}

static int good;

static void tell(void)
{
    answer("stations", good);
    if (!good)
        return;
    answer("mean", all.sum / all.count);
    answer("least", all.least);
    answer("most", all.most);
}

static void *station(void *arg)
{
    const char *t;
    int rc = ask("station", arg, &t);
    if (rc < 0)
        return async_return(rc);
    add(&all, t);
    good++;
    return NULL;
}

static void *limited(void *arg)
{
    async_wait_for(async_create_task(arg, station, arg), input("limit"), NULL);
    return NULL;
}

void *solution(void *arg)
{
    struct async_task t[10];
    int n = input_length("station.names");
    for (int i = 0; i < n; i++)
        t[i] = async_coroutine("l", limited,
                               (void *)input_text_at("station.names", i));
    async_gather(t, n, NULL, 0);
    tell();
    return NULL;
}
