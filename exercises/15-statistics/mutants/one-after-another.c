/* SPDX-License-Identifier: MIT */
/* Fails: all at once: station airport began at 2 s */
/* Each answer is waited for, within its limit, before the next question. */
#include "exercise.h"

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

void *solution(void *arg)
{
    int n = input_length("station.names"), good = 0;
    void *text;

    for (int i = 0; i < n; i++)
        if (async_wait_for(async_coroutine_with(input_text_at("station.names", i), station,
                                                &i, sizeof i),
                           input("limit"), &text) == 0) {
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
