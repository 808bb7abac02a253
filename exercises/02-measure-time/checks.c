/* SPDX-License-Identifier: MIT */
/* What is wanted of the stop-watch. */
#include "checking.h"

static bool unchanged(struct run *run)
{
    return how_many(run, calls(run, "breakfast *"), input_length(run, "breakfast.names")) &&
           one_after_another(run, calls(run, "breakfast *")) &&
           begin_at(run, calls(run, say(run, "breakfast %s",
                                        input_text_at(run, "breakfast.names", 0))),
                    input(run, "shower"));
}

static bool took(struct run *run)
{
    double sum = input_sum(run, "breakfast.delays");

    if (answers(run, "took", sum + input(run, "shower")))
        return seen(run, -1, 0, "\"took\" is %.6g s: the whole run, with the shower of "
                    "%.6g s", run_seconds(run), input(run, "shower"));
    if (answers(run, "took", 0) && tasks(run, "*")->count > 1)
        return seen(run, input(run, "shower"), 0, "\"took\" is 0 s: the watch was "
                    "stopped when the task was made, before its first step");
    if (answers(run, "took", 0) || prints(run, "took: *e-*") || prints(run, "took: 0.0*"))
        return seen(run, -1, 0, "\"took\" is 0 s: by another clock than async_time(), on "
                    "which %.6g s were waited", sum);
    return answers(run, "took", sum);
}

static bool average(struct run *run)
{
    return answers(run, "average", input_sum(run, "breakfast.delays") /
                                       input_length(run, "breakfast.names"));
}

/* The answers come when breakfast is over, not before. */
static bool at_the_end(struct run *run)
{
    double end = input(run, "shower") + input_sum(run, "breakfast.delays");

    return prints_at(run, "took: *", end) && prints_at(run, "average: *", end) &&
           done_at(run, end);
}

const struct check checks[] = {
    { .name = "unchanged", .points = 0, .test = unchanged,
      .wanted = "breakfast goes on as before: after the shower, one step after another",
      .misconception = "measuring must not change what is measured", .hint = 1 },
    { .name = "took", .points = 6, .after = "unchanged", .test = took,
      .wanted = "\"took\" is the time from the begin of breakfast to its end",
      .misconception = "the watch has to be read twice, by the clock that the waits go by: "
                       "async_time() before and after the await", .hint = 2 },
    { .name = "average", .points = 2, .after = "took", .test = average,
      .wanted = "\"average\" is the time that was taken, divided by the number of steps",
      .misconception = "divided by another number, or as whole numbers", .hint = 3 },
    { .name = "at the end", .points = 2, .after = "took", .test = at_the_end,
      .wanted = "the answers are given when breakfast is over, and the run ends with them",
      .misconception = "the numbers were computed from the list and not measured",
      .hint = 3 },
    { NULL }
};
