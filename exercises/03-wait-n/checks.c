/* SPDX-License-Identifier: MIT */
/* What is wanted of the pizzas. */
#include "checking.h"

static bool all_baked(struct run *run)
{
    int n = calls(run, "oven *")->count, wanted = input_length(run, "oven.names");

    if (n != wanted)
        return seen(run, -1, 0, "%d of %d pizzas came into the oven", n, wanted);
    for (int i = 0; i < wanted; i++) {
        const char *pizza = input_text_at(run, "oven.names", i);
        n = calls(run, say(run, "oven %s", pizza))->count;
        if (n == 1)
            continue;
        seen(run, -1, 0, "%s came into the oven %d times", pizza, n);
        return because(run, "a task reads its argument at its first step, when the loop has "
                       "gone on: async_coroutine_with() copies it", 1);
    }
    return (nothing_left_behind(run) && main_ends_last(run)) ||
           because(run, "main ended, and with it the run: a task that nobody waits for is "
                   "cancelled then", 2);
}

static bool at_once(struct run *run)
{
    return begin_at(run, calls(run, "oven *"), 0);
}

static bool when_ready(struct run *run)
{
    double last = input_most(run, "oven.delays");

    if (input_length(run, "oven.names") > 1 && lines(run, "*")->count > 1 &&
        lines(run, "*")->all[0].begin >= last)
        return seen(run, last, 0, "nothing was called out before %.6g s, when all were done",
                    last);
    for (int i = 0; i < input_length(run, "oven.names"); i++)
        if (!prints_at(run, input_text_at(run, "oven.names", i),
                       input_at(run, "oven.delays", i)))
            return false;
    return never_polls(run) ||
           because(run, "nobody has to ask whether a pizza is ready: async_next_completed() "
                   "wakes whoever waits when one is", 2);
}

static bool each_once(struct run *run)
{
    if (!prints_as_solution(run))
        return false;
    return as_long_as_solution(run) ||
           because(run, "main slept for a time that was guessed: wait for the tasks", 3);
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
      .wanted = "each pizza is called out once, nothing else is printed, and the run ends "
                "with the last one",
      .misconception = "a line too many: a pizza was called out in two places, or something "
                       "else was told", .hint = 3 },
    { NULL }
};
