/* SPDX-License-Identifier: MIT */
/* What is wanted of the stop-watch. */
#include "checking.h"

#include <math.h>
#include <string.h>

static bool unchanged(struct run *run)
{
    const struct spells *steps = calls(run, "breakfast *");

    if (!how_many(run, steps, input_length(run, "breakfast.names")) ||
        !one_after_another(run, steps))
        return false;
    return fabs(steps->all[0].begin - input(run, "shower")) < 1e-6 ||
           seen(run, steps->all[0].begin, steps->all[0].task, "%s began at %.6g s; the shower "
                "ends at %.6g s", steps->all[0].name, steps->all[0].begin,
                input(run, "shower"));
}

/* What is asked for twice takes its time twice. */
static double breakfast(struct run *run)
{
    const char *names = "breakfast.names";
    double sum = 0;

    for (int i = 0; i < input_length(run, names); i++) {
        int k = 0;
        while (strcmp(input_text_at(run, names, k), input_text_at(run, names, i)) != 0)
            k++;
        sum += input_at(run, "breakfast.delays", k);
    }
    return sum;
}

static bool took(struct run *run)
{
    double sum = breakfast(run);

    if (answers(run, "took", sum))
        return true;
    if (answers(run, "took", sum + input(run, "shower")))
        return seen(run, -1, 0, "\"took\" is %.6g s: the whole run, with the shower of "
                    "%.6g s", run_seconds(run), input(run, "shower"));
    if (answers(run, "took", input_sum(run, "breakfast.delays"))) {
        const struct spell *told = &lines(run, "took: *")->all[0];
        seen(run, told->begin, told->task, "\"took\" is %.6g s, the sum of the list, told at "
             "%.6g s; breakfast took %.6g s", input_sum(run, "breakfast.delays"),
             told->begin, sum);
        return because(run, "what a list says is a plan: only a clock knows how long it took",
                       2);
    }
    if (answers(run, "took", 0) && tasks(run, "*")->count > 1)
        return seen(run, input(run, "shower"), 0, "\"took\" is 0 s: the watch was "
                    "stopped when the task was made, before its first step");
    if (answers(run, "took", 0) || prints(run, "took: *e-*") || prints(run, "took: 0.0*")) {
        seen(run, -1, 0, "\"took\" is 0 s: by another clock than async_time(), on "
             "which %.6g s were waited", sum);
        return because(run, "time() and clock_gettime() are the clock on the wall, and here "
                       "nobody really waits; clock() counts the processor's work, and waiting "
                       "is none", 2);
    }
    return answers(run, "took", sum);
}

static bool average(struct run *run)
{
    return answers(run, "average", breakfast(run) / input_length(run, "breakfast.names"));
}

/* The answers come when breakfast is over, not before. */
static bool at_the_end(struct run *run)
{
    double end = input(run, "shower") + breakfast(run);

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
