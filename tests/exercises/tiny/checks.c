/* SPDX-License-Identifier: MIT */
/* What the three pages must look like. */
#include "checking.h"

static bool asked_for_all(struct run *run)
{
    return how_many(run, calls(run, "page *"), input_length(run, "page.names"));
}

static bool at_once(struct run *run)
{
    return all_overlap(run, calls(run, "page *"));
}

static bool in_time(struct run *run)
{
    return done_at(run, input_most(run, "page.delays"));
}

static bool counted(struct run *run)
{
    return answers(run, "good", 3);
}

static bool counted_failure(struct run *run)
{
    return answers(run, "good", 2) && nothing_left_behind(run);
}

const struct check checks[] = {
    { .name = "all pages", .points = 2, .test = asked_for_all, .wanted = "every page is asked for once" },
    { .name = "at once", .points = 4, .after = "all pages", .test = at_once,
      .wanted = "the questions are under way at the same time",
      .misconception = "a coroutine that is awaited in place runs to its end before the "
                       "next one begins: only tasks run beside each other",
      .hint = 2 },
    { .name = "in time", .points = 2, .after = "at once", .test = in_time,
      .wanted = "all is done when the slowest page has come" },
    { .name = "count", .points = 1, .scenario = "all answer", .test = counted,
      .wanted = "the answer \"good\" is the number of pages that came" },
    { .name = "count with a failure", .points = 1, .scenario = "one fails",
      .test = counted_failure, .wanted = "a failed page is not counted" },
    { NULL }
};
