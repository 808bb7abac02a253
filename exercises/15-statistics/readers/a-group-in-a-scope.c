/* SPDX-License-Identifier: MIT */
/* Three thermometers: a time-out around a group. */
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
    if (rc == 0) {
        add(&all, t);
        good++;
    }
    return rc == -EIO ? NULL : async_return(rc);
}

void *solution(void *arg)
{
    struct async_task_group g;
    struct async_timeout s;
    int rc = 0;
    async_timeout_begin(&s, input("limit"));
    async_task_group_begin(&g);
    for (int i = 0; i < input_length("station.names"); i++)
        async_task_group_create_task(&g, "s", station,
                                     (void *)input_text_at("station.names", i));
    rc = async_task_group_end(&g, rc);
    rc = async_timeout_end(&s, rc);
    if (rc < 0 && rc != -ETIMEDOUT)
        return async_return(rc);
    tell();
    return NULL;
}
