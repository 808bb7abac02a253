/* SPDX-License-Identifier: MIT */
/* What is wanted of the pizzas. */
#include "checking.h"

static bool all_baked(struct run *run)
{
    int n = calls(run, "oven *")->count, wanted = input_length(run, "oven.names");

    return n == wanted || seen(run, -1, 0, "%d of %d pizzas came into the oven", n, wanted);
}

static bool at_once(struct run *run)
{
    return begin_at(run, calls(run, "oven *"), 0);
}

static bool when_ready(struct run *run)
{
    double last = input_most(run, "oven.delays");

    if (lines(run, "*")->count > 1 && lines(run, "*")->all[0].begin >= last)
        return seen(run, last, 0, "nothing was called out before %.6g s, when all were done",
                    last);
    for (int i = 0; i < input_length(run, "oven.names"); i++)
        if (!prints_at(run, input_text_at(run, "oven.names", i),
                       input_at(run, "oven.delays", i)))
            return false;
    return true;
}

static bool each_once(struct run *run)
{
    return prints_as_solution(run);
}

static bool thread_free(struct run *run)
{
    return never_blocks(run);
}

const struct check checks[] = {
    { .name = "thread free", .points = 0, .test = thread_free,
      .wanted = "no call keeps the thread while it waits",
      .misconception = "ask_blocking() holds the one thread: nobody else gets a turn",
      .hint = 1 },
    { .name = "all baked", .points = 2, .after = "thread free",
      .test = all_baked,
      .wanted = "each pizza is asked of the oven, once",
      .misconception = "a coroutine that nobody awaits never begins", .hint = 1 },
    { .name = "at once", .points = 4, .after = "all baked", .test = at_once,
      .wanted = "all pizzas go into the oven at 0 s",
      .misconception = "awaiting a coroutine runs it to its end before the next begins",
      .hint = 1 },
    { .name = "when ready", .points = 3, .after = "at once", .test = when_ready,
      .wanted = "each pizza is called out at the moment it is ready",
      .misconception = "gather, or awaiting in the order of the list, tells of a quick "
                       "pizza only when those before it are done too",
      .hint = 2 },
    { .name = "each once", .points = 1, .after = "when ready", .test = each_once,
      .wanted = "each pizza is called out once, and nothing else is printed",
      .misconception = "a pizza was called out in two places", .hint = 3 },
    { NULL }
};
