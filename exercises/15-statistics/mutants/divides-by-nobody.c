/* SPDX-License-Identifier: MIT */
/* Fails: mean: nan" was printed at 2 s */
/* The mean of no readings. */
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

static void *station(void *arg)
{
    const char *t;
    int rc = ask("station", arg, &t);
    return rc ? async_return(rc) : (void *)t;
}

void *solution(void *arg)
{
    struct async_task t[10];
    int n = input_length("station.names");
    void *text;
    for (int i = 0; i < n; i++)
        t[i] = async_create_task("s", station,
                                 (void *)input_text_at("station.names", i));
    async_wait(t, n, ASYNC_ALL_COMPLETED, input("limit"), NULL);
    for (int i = 0; i < n; i++)
        async_cancel(t[i]);
    async_gather(t, n, NULL, ASYNC_RETURN_EXCEPTIONS);
    for (int i = 0; i < n; i++)
        if (async_result(t[i], &text) == 0) {
            add(&all, text);
            ++good;
        }
    answer("stations", good);
    answer("mean", all.sum / all.count);
    answer("least", all.least);
    answer("most", all.most);
    return NULL;
}
