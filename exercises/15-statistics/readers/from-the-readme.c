/* SPDX-License-Identifier: MIT */
/* Three thermometers, one number. */
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

static void *station(void *arg)
{
    int i = *(const int *)arg;
    const char *text;

    int rc = ask("station", input_text_at("station.names", i), &text);
    return rc < 0 ? async_return(rc) : (void *)text;
}

void *solution(void *arg)
{
    int n = input_length("station.names"), good = 0;
    struct async_task tasks[MOST];

    (void)arg;
    for (int i = 0; i < n; i++)
        tasks[i] = async_ensure_future(async_coroutine_with(
            input_text_at("station.names", i), station, &i, sizeof i));
    int rc = async_wait(tasks, n, ASYNC_ALL_COMPLETED, input("limit"), NULL);
    for (int i = 0; i < n; i++)
        async_cancel(tasks[i]);
    int rc2 = async_gather(tasks, n, NULL, ASYNC_RETURN_EXCEPTIONS);
    if (rc < 0 || rc2 < 0)
        return async_return(rc < 0 ? rc : rc2);
    for (int i = 0; i < n; i++) {
        void *text;
        if (async_result(tasks[i], &text) == 0) {
            good++;
            add(&all, text);
        }
    }
    answer("stations", good);
    if (all.count > 0) {
        answer("mean", all.sum / all.count);
        answer("least", all.least);
        answer("most", all.most);
    }
    return NULL;
}
