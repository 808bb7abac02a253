/* SPDX-License-Identifier: MIT */
/* What is wanted of the office at the pier. */
#include <math.h>

#include "checking.h"

static int passengers(const struct run *run)
{
    return input_length(run, "printer.names");
}

static const char *line_of(struct run *run, int i)
{
    return say(run, "%s: %s", input_text_at(run, "printer.names", i),
               input_at(run, "printer.failures", i) != 0
                   ? "no paper" : input_text_at(run, "printer.answers", i));
}

static bool all_served(struct run *run)
{
    for (int i = 0; i < passengers(run); i++) {
        int n = lines(run, line_of(run, i))->count;
        if (n == 0)
            return seen(run, -1, 0, "\"%s\" was never printed", line_of(run, i));
        if (n > 1)
            return seen(run, -1, 0, "\"%s\" was printed %d times", line_of(run, i), n);
    }
    return main_ended(run, LOG_RETURNED);
}

static bool board(struct run *run)
{
    if (!never_blocks(run))
        return false;
    for (int i = 1; i <= (int)input(run, "ticks"); i++)
        if (!prints_at(run, say(run, "board %d", i), 0.5 * i))
            return false;
    return true;
}

/* How often a pool thread stood in a blocking call. */
static int calls_in_threads(const struct run *run)
{
    const struct model *model = run_model(run);
    int n = 0;

    for (uint64_t i = 0; i < model->pool_count; i++)
        for (uint64_t k = 0; k < model->pool[i].count; k++)
            n += model->pool[i].spans[k].state == SPAN_SLEEPING;
    return n;
}

static bool driver(struct run *run)
{
    int n = calls_in_threads(run);

    if (n > passengers(run)) {
        seen(run, -1, 0, "the driver was called %d times on a pool thread, not %d", n,
             passengers(run));
        return because(run, "a printer without paper is told of; nobody tries again", 3);
    }
    return n == passengers(run) ||
           seen(run, -1, 0, "the driver was called %d times on a pool thread, not %d", n,
                passengers(run));
}

/* The most pool threads that stood in the driver at one moment. */
static int most_at_once(const struct run *run)
{
    const struct model *model = run_model(run);
    int most = 0;

    for (uint64_t t = 0; t < model->pool_count; t++)
        for (uint64_t k = 0; k < model->pool[t].count; k++) {
            uint64_t time = model->pool[t].spans[k].begin;
            int n = 0;
            for (uint64_t i = 0; i < model->pool_count; i++) {
                const struct span *span = lane_at(&model->pool[i], time);
                n += span && span->state == SPAN_SLEEPING;
            }
            most = n > most ? n : most;
        }
    return most;
}

static bool at_once(struct run *run)
{
    int most = most_at_once(run);

    if (!never_polls(run))
        return because(run, "nobody has to look whether a job is done: async_to_thread() wakes "
                       "whoever waits for it", 2);
    if (most != passengers(run))
        return seen(run, -1, 0, "the most that printed at once were %d of %d", most,
                    passengers(run));
    return done_at(run, fmax(input_most(run, "printer.delays"), 0.5 * input(run, "ticks")));
}

static bool when_it_is_out(struct run *run)
{
    for (int i = 0; i < passengers(run); i++) {
        const struct spells *told = lines(run, line_of(run, i));
        double out = input_at(run, "printer.delays", i);
        if (told->count && fabs(told->all[0].begin - out) > 1e-6)
            return seen(run, told->all[0].begin, told->all[0].task,
                        "%s was told at %.6g s, though the ticket was out at %.6g s",
                        input_text_at(run, "printer.names", i), told->all[0].begin, out);
    }
    return true;
}

const struct check checks[] = {
    { .name = "all served", .points = 2, .test = all_served,
      .wanted = "each passenger gets one line, with the ticket or \"no paper\"",
      .misconception = "a job that fails gives its code to whoever waits for it: that one "
                       "decides what it means", .hint = 3 },
    { .name = "board", .points = 3, .after = "all served", .test = board,
      .wanted = "the board changes every half second",
      .misconception = "a blocking call keeps the loop's thread, in whatever coroutine it "
                       "stands", .hint = 1 },
    { .name = "driver", .points = 1, .after = "board", .test = driver,
      .wanted = "each ticket comes from the driver, by ask_blocking(), on a pool thread",
      .misconception = "what has no asynchronous form does not get one by wishing",
      .hint = 2 },
    { .name = "at once", .points = 2, .after = "driver", .test = at_once,
      .wanted = "the printers work at the same time",
      .misconception = "each job has a thread of its own: nobody needs to stand in line",
      .hint = 2 },
    { .name = "when it is out", .points = 2, .after = "at once", .test = when_it_is_out,
      .wanted = "a ticket is told of at the moment when it is out",
      .misconception = "async_to_thread() waits for its own job; there is no need to wait for "
                       "all", .hint = 2 },
    { NULL }
};
