/* SPDX-License-Identifier: MIT */
/* What is wanted of the lines. */
#include "checking.h"

#include <string.h>

static const char *caller(const struct run *run, int i)
{
    return input_text_at(run, "call.names", i);
}

static int lines_of_solution(struct run *run)
{
    return lines(run_of_solution(run), "dial *")->count;
}

static bool no_line_too_many(struct run *run)
{
    const struct spells *dialled = between(run, "dial *", "hang up *");
    int most = (int)input(run, "most");

    for (int i = most; i < dialled->count; i++) {
        int open = 0;
        for (int k = 0; k <= i; k++)
            open += dialled->all[k].end > dialled->all[i].begin + 1e-6;
        if (open > most)
            return seen(run, dialled->all[i].begin, dialled->all[i].task,
                        "at %.6g s there were %d lines, and %d are allowed",
                        dialled->all[i].begin, open, most);
    }
    return dialled->count > 0 || seen(run, -1, 0, "no line was dialled");
}

static bool one_at_a_time(struct run *run)
{
    int n = lines(run, "dial *")->count;

    for (int line = 1; line <= n; line++) {
        const struct spells *used = between(run, say(run, "* on line %d", line),
                                            say(run, "* off line %d", line));
        if (used->count > 0 && !one_after_another(run, used))
            return false;
    }
    return true;
}

static bool when_needed(struct run *run)
{
    int n = lines(run, "dial *")->count, wanted = lines_of_solution(run);

    if (n < wanted) {
        seen(run, -1, 0, "%d line%s dialled, and %d were needed", n, n == 1 ? " was" : "s were",
             wanted);
        return because(run, "how many lines there may be is an input", 1);
    }
    return n == wanted || seen(run, -1, 0, "%d lines were dialled where %d will do", n,
                               wanted);
}

static bool all_served(struct run *run)
{
    for (int i = 0; i < input_length(run, "call.names"); i++) {
        const struct spells *one = calls(run, say(run, "call %s", caller(run, i)));
        if (one->count != 1)
            return seen(run, run_seconds(run), 0, "%s %s", caller(run, i),
                        one->count ? "called more than once" : "never got a line");
    }
    return never_blocks(run);
}

/* Did this caller's task dial, and not at once? */
static bool dialled_late(struct run *run, const struct spell *call, double arrival)
{
    const struct spells *dialled = lines(run, "dial *");

    for (int i = 0; i < dialled->count; i++)
        if (dialled->all[i].task == call->task && dialled->all[i].begin > arrival + 1e-6)
            return true;
    return false;
}

/* On the same inputs nobody gets a line later than with the solution, nor earlier. */
static bool not_in_vain(struct run *run)
{
    struct run *other = run_of_solution(run);

    for (int i = 0; i < input_length(run, "call.names"); i++) {
        const char *call = say(run, "call %s", caller(run, i));
        const struct spell *one = &calls(run, call)->all[0];
        double wanted = calls(other, call)->all[0].begin;
        if (one->begin > wanted + 1e-6) {
            seen(run, wanted, one->task, "%s began to talk only at %.6g s, and could "
                 "at %.6g s", caller(run, i), one->begin, wanted);
            return dialled_late(run, one, input_at(run, "arrivals", i)) &&
                   because(run, "lines are dialled at the same time: hold no lock while dial() "
                           "waits", 2);
        }
        if (one->begin < wanted - 1e-6)
            return seen(run, one->begin, one->task, "%s began to talk at %.6g s, before the "
                        "turn came at %.6g s", caller(run, i), one->begin, wanted);
    }
    return never_polls(run) ||
           because(run, "nobody has to look whether a line is idle: who gives one back wakes the "
                   "next in line", 2);
}

static bool hung_up(struct run *run)
{
    const struct spells *dialled = lines(run, "dial *");

    for (int i = 0; i < dialled->count; i++) {
        const char *line = say(run, "hang up %s", dialled->all[i].name + strlen("dial "));
        if (!prints_times(run, line, 1) || !not_before(run, lines(run, line),
                                                       run_seconds(run)))
            return false;
    }
    const struct spells *hung = lines(run, "hang up *");
    for (int i = 0; i < hung->count; i++) {
        const char *line = hung->all[i].name + strlen("hang up ");
        if (lines(run, say(run, "dial %s", line))->count == 0)
            return seen(run, hung->all[i].begin, hung->all[i].task, "line %s was hung up, and "
                        "never dialled", line);
    }
    return main_ended(run, LOG_RETURNED) && no_warnings(run);
}

const struct check checks[] = {
    { .name = "no line too many", .points = 2, .test = no_line_too_many,
      .wanted = "there are never more lines than are allowed",
      .misconception = "dialling takes time, and others look meanwhile: a line counts from "
                       "the moment at which it is decided on", .hint = 2 },
    { .name = "one at a time", .points = 1, .after = "no line too many",
      .test = one_at_a_time, .wanted = "each line is used by one caller at a time",
      .misconception = "who has given a line back must not use it any more", .hint = 1 },
    { .name = "all served", .points = 2, .after = "no line too many", .test = all_served,
      .wanted = "everybody gets a line in the end, also after others' calls have failed",
      .misconception = "the line of a call that failed was never given back", .hint = 3 },
    { .name = "dialled when needed", .points = 2, .after = "all served",
      .test = when_needed,
      .wanted = "a line is dialled only when there is no idle one",
      .misconception = "a semaphore knows how many lines there are, not which: keep those "
                       "that were given back", .hint = 1 },
    { .name = "no waiting in vain", .points = 2, .after = "dialled when needed",
      .test = not_in_vain,
      .wanted = "nobody waits while a line is idle or can be dialled, and who came first is "
                "served first",
      .misconception = "whoever gives a line back has to wake the next in line, that is who has "
                       "waited longest", .hint = 2 },
    { .name = "hung up", .points = 1, .after = "all served", .test = hung_up,
      .wanted = "when all calls are over each line is hung up, once",
      .misconception = "the pool owns its lines: it has to give them up in the end",
      .hint = 3 },
    { NULL }
};
