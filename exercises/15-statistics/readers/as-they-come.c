/* SPDX-License-Identifier: MIT */
/* Three thermometers: one by one as they come, with a limit for all. */
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
    return rc ? async_return(rc) : (void *)t;
}

void *solution(void *arg)
{
    struct async_task t[10], x;
    int n = input_length("station.names"), rc;
    void *text;
    for (int i = 0; i < n; i++)
        t[i] = async_create_task("s", station,
                                 (void *)input_text_at("station.names", i));
    struct async_completed it = async_as_completed(t, n, input("limit"));
    while ((rc = async_next_completed(&it, &x)) > 0)
        if (async_await(x, &text) == 0) {
            good++;
            add(&all, text);
        }
    async_completed_end(&it);
    for (int i = 0; i < n; i++) {
        async_cancel(t[i]);
        async_await(t[i], NULL);
    }
    tell();
    return NULL;
}
