/* SPDX-License-Identifier: MIT */
/* What is wanted of the bus stops. */
#include "checking.h"

/* Counting at one stop alone. */
static double alone(struct run *run, int stop)
{
    return input_at(run, "every", stop) * input_length(run, "passengers");
}

static double longest(struct run *run)
{
    return input_most(run, "every") * input_length(run, "passengers");
}

static bool counted(struct run *run)
{
    if (!never_blocks(run))
        return false;
    for (int i = 0; i < input_length(run, "stops"); i++) {
        const char *line = say(run, "%s: %.6g", input_text_at(run, "stops", i),
                               input_sum(run, "passengers"));
        int n = lines(run, line)->count;
        if (!prints_times(run, line, 1))
            return n > 1 && because(run, "nobody counts for the eight: how long they would take "
                                    "follows from how long the four took", 3);
    }
    return true;
}

static bool at_once(struct run *run)
{
    for (int i = 0; i < input_length(run, "stops"); i++) {
        const struct spells *stop = calls(run, input_text_at(run, "stops", i));
        if (!how_many(run, stop, 1) || !begin_at(run, stop, 0))
            return false;
    }
    return true;
}

static bool total(struct run *run)
{
    return answers(run, "total", longest(run));
}

static bool in_a_row(struct run *run)
{
    double sum = 0;

    for (int i = 0; i < input_length(run, "stops"); i++)
        sum += alone(run, i);
    return answers(run, "in a row", sum);
}

static bool decided_by(struct run *run)
{
    int slowest = 0;

    for (int i = 1; i < input_length(run, "stops"); i++)
        if (alone(run, i) > alone(run, slowest))
            slowest = i;
    return answers_text(run, "decided by", input_text_at(run, "stops", slowest));
}

static bool eight(struct run *run)
{
    return answers(run, "eight", longest(run));
}

static bool clean(struct run *run)
{
    double end = longest(run);

    return prints_at(run, "total: *", end) && prints_at(run, "in a row: *", end) &&
           prints_times(run, "*", input_length(run, "stops") + 4) &&
           ends_with(run, lines(run, "*")) &&
           main_ended(run, LOG_RETURNED) && no_warnings(run);
}

const struct check checks[] = {
    { .name = "counted", .points = 0, .test = counted,
      .wanted = "at each stop all passengers are counted, once, and the thread is free",
      .misconception = "a run of its own for each stop: a generator cannot be shared",
      .hint = 1 },
    { .name = "at once", .points = 4, .after = "counted", .test = at_once,
      .wanted = "the counting begins at 0 s at all four stops",
      .misconception = "awaiting a coroutine runs it to its end; and a loop over a generator "
                       "is one wait after the other, in whatever task it stands", .hint = 1 },
    { .name = "total", .points = 2, .after = "at once", .test = total,
      .wanted = "\"total\" is the time from the begin of all four to the end of the last",
      .misconception = "the watch has to be read before the one await that waits for all, "
                       "and after it", .hint = 2 },
    { .name = "in a row", .points = 1, .after = "at once", .test = in_a_row,
      .wanted = "\"in a row\" is what the four took each for itself, added up",
      .misconception = "each stop has a time of its own, which count() has measured",
      .hint = 2 },
    { .name = "decided by", .points = 1, .after = "total", .test = decided_by,
      .wanted = "\"decided by\" is the stop that the total depends on",
      .misconception = "all begin together, so neither the first nor the last of the list is "
                       "special: who is still waiting when the others are done?", .hint = 3 },
    { .name = "eight", .points = 1, .after = "total", .test = eight,
      .wanted = "\"eight\" is how long eight counts would take at once, two at each stop",
      .misconception = "nobody shares work here: it was not done by four helpers, nor in turns. "
                       "What does it cost to wait for the same bus twice?", .hint = 3 },
    { .name = "clean", .points = 1, .after = "total", .test = clean,
      .wanted = "the answers are given when the last stop is done, the run ends with them, "
                "and nothing else is printed",
      .misconception = "the numbers were computed from the list and not measured",
      .hint = 2 },
    { NULL }
};
