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

void *solution(void *arg)
{
    int n = input_length("station.names");

    for (int i = 0; i < n; i++) {
        const char *text;
        int rc = ask("station", input_text_at("station.names", i), &text);
        if (rc < 0)
            return async_return(rc);
        add(&all, text);
    }
    answer("stations", n);
    answer("mean", all.sum / all.count);
    answer("least", all.least);
    answer("most", all.most);
    return NULL;
}
