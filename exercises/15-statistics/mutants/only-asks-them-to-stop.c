/* SPDX-License-Identifier: MIT */
/* Fails: in time: had not ended when main did */
/* A cancelled task is taken for one that has ended. */
#include "exercise.h"

enum { MOST = 10 };

static struct sums {
    double sum, least, most;
    int count;
} all;

/* Add the readings in "12 14 13". */
static void add(struct sums *sums, const char *text)
{
    char *end;

    for (double value = strtod(text, &end); end != text; value = strtod(text, &end)) {
        sums->least = sums->count == 0 || value < sums->least ? value : sums->least;
        sums->most = sums->count == 0 || value > sums->most ? value : sums->most;
        sums->sum += value;
        sums->count++;
        text = end;
    }
}

/* The readings of one station, as text. */
static void *station(void *arg)
{
    int i = *(const int *)arg;
    const char *text;

    int rc = ask("station", input_text_at("station.names", i), &text);
    if (rc < 0)
        return async_return(rc);
    return (void *)text;
}

/* Wait for all, but not beyond the limit; stop those that are too slow. */
static int collect(struct async_task *stations, int n)
{
    int rc = async_wait(stations, n, ASYNC_ALL_COMPLETED, input("limit"), NULL);
    if (rc < 0)
        return rc;
    for (int i = 0; i < n; i++)
        async_cancel(stations[i]);
    return 0;
}

void *solution(void *arg)
{
    int n = input_length("station.names"), good = 0;
    struct async_task stations[MOST];
    void *text;

    for (int i = 0; i < n; i++)
        stations[i] = async_ensure_future(async_coroutine_with(
            input_text_at("station.names", i), station, &i, sizeof i));
    int rc = collect(stations, n);
    if (rc < 0)
        return async_return(rc);
    for (int i = 0; i < n; i++)
        if (async_result(stations[i], &text) == 0) {
            add(&all, text);
            good++;
        }
    answer("stations", good);
    if (good == 0)
        return NULL;
    answer("mean", all.sum / all.count);
    answer("least", all.least);
    answer("most", all.most);
    return NULL;
}
