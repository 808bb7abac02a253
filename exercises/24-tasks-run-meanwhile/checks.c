/* SPDX-License-Identifier: MIT */
/* What is wanted on wash day. */
#include "checking.h"

static bool thread_free(struct run *run)
{
    return never_blocks(run);
}

static bool each_washed(struct run *run)
{
    for (int i = 0; i < input_length(run, "machine.names"); i++) {
        const char *load = input_text_at(run, "machine.names", i);
        int n = calls(run, say(run, "machine %s", load))->count;
        if (n != 1)
            return seen(run, -1, 0, "%s: washed %d times", load, n);
    }
    return true;
}

static bool at_once(struct run *run)
{
    return begin_at(run, calls(run, "machine *"), 0);
}

static bool walks_meanwhile(struct run *run)
{
    return prints_at(run, "back", input(run, "walk")) && prints_times(run, "back", 1);
}

/* After the walk nobody sleeps for a time of his own reckoning. */
static bool waits_for_loads(struct run *run)
{
    const struct spells *sleeps = states(run, "*", SPAN_SLEEPING);

    for (int i = 0; i < sleeps->count; i++) {
        const struct spell *one = &sleeps->all[i];
        if (one->begin < input(run, "walk") - 1e-6 || one->end < one->begin + 1e-6)
            continue;
        seen(run, one->begin, one->task, "%s slept from %.6g s to %.6g s in place of waiting for "
             "a load", one->name, one->begin, one->end);
        return because(run, "when a load is ready nobody can know beforehand: wait for its task",
                       3);
    }
    return true;
}

/* When it is ready, or when somebody is back to take it out. */
static bool when_ready(struct run *run)
{
    double walk = input(run, "walk");

    for (int i = 0; i < input_length(run, "machine.names"); i++) {
        double ready = input_at(run, "machine.delays", i);
        const char *line = say(run, "%s: %s", input_text_at(run, "machine.names", i),
                               input_text_at(run, "machine.answers", i));
        const struct spells *told = lines(run, line);
        if (prints_at(run, line, ready > walk ? ready : walk))
            continue;
        return told->count > 0 && told->all[0].begin < walk &&
               because(run, "nobody is there during the walk: a load is ready by itself, and is "
                       "taken out afterwards", 3);
    }
    if (!never_polls(run))
        return because(run, "nobody has to look whether a load is ready: async_next_completed() "
                       "wakes whoever waits when one is", 3);
    return waits_for_loads(run);
}

static bool clean(struct run *run)
{
    const char *const order[] = { "back", "*: *" };

    return main_ended(run, LOG_RETURNED) && no_warnings(run) && main_ends_last(run) &&
           prints_times(run, "*", input_length(run, "machine.names") + 1) &&
           prints_in_order(run, order, 2) && as_long_as_solution(run);
}

const struct check checks[] = {
    { .name = "thread free", .points = 0, .test = thread_free,
      .wanted = "no call keeps the thread while it waits",
      .misconception = "a task is no thread of its own: while one blocks, no machine and no "
                       "walk goes on", .hint = 1 },
    { .name = "each washed", .points = 2, .after = "thread free", .test = each_washed,
      .wanted = "each load is washed, once",
      .misconception = "async_create_task() keeps a pointer, and the task reads it at its "
                       "first step, which comes later: each task needs an argument of its "
                       "own", .hint = 2 },
    { .name = "at once", .points = 3, .after = "each washed", .test = at_once,
      .wanted = "all machines start at 0 s",
      .misconception = "a coroutine waits until somebody awaits it; a task begins by itself, "
                       "as soon as its maker waits for anything", .hint = 1 },
    { .name = "walks meanwhile", .points = 2, .after = "at once", .test = walks_meanwhile,
      .wanted = "the walk begins at 0 s, and \"back\" is printed at its end",
      .misconception = "nobody has to stand beside a task: it runs on while its maker waits "
                       "for something else", .hint = 1 },
    { .name = "when ready", .points = 2, .after = "walks meanwhile", .test = when_ready,
      .wanted = "each load is taken out as soon as it is ready and somebody is there, with "
                "its number of pieces",
      .misconception = "awaiting the handles in the order of the list, or gathering them, "
                       "holds up those that are ready", .hint = 3 },
    { .name = "clean", .points = 1, .after = "when ready", .test = clean,
      .wanted = "main returns after the last load, and nothing else is printed",
      .misconception = "a line or a wait too many, or a load taken out before \"back\"",
      .hint = 3 },
    { NULL }
};
