/* SPDX-License-Identifier: MIT */
/* What is wanted of the apples. */
#include "checking.h"

#include <stdlib.h>
#include <string.h>

static const char *const sides[] = { "left", "right" };

static const char *part(struct run *run, int side, const char *which)
{
    return say(run, "%s.%s", sides[side], which);
}

/* What its crate holds in the end, as a line, and when the belt has to stop. */
static const char *wanted(struct run *run, int side, double *stop)
{
    const char *weights = part(run, side, "weights"), *delays = part(run, side, "delays");
    const char *line = say(run, "%s:", sides[side]);
    int room = (int)input(run, "crate");

    *stop = 0;
    for (int i = 0; room > 0 && i < input_length(run, weights); i++) {
        *stop += input_at(run, delays, i);
        if (input_at(run, weights, i) < input(run, "limit"))
            continue;
        line = say(run, "%s %g", line, input_at(run, weights, i));
        room--;
    }
    return line;
}

static bool asks_generators(struct run *run)
{
    uint64_t count;
    const struct log_record *records = run_records(run, &count);

    for (uint64_t i = 0; i < count; i++)
        if (records[i].kind == LOG_RESUMED)
            return true;
    seen(run, -1, 0, "no belt was asked for an apple");
    return because(run, "the belts are generators: async_generator() makes one, and async_next() "
                   "asks it", 1);
}

static bool side_by_side(struct run *run)
{
    if (!asks_generators(run))
        return false;
    return never_blocks(run) && prints_at(run, "left belt runs", 0) &&
           prints_at(run, "right belt runs", 0);
}

/* Are these apples of the belt, in its order? */
static bool are_of_belt(struct run *run, int side, const char *crate)
{
    const char *weights = part(run, side, "weights");
    const char *at = strchr(crate, ':') + 1;
    int i = 0;
    char *end;

    for (double grams = strtod(at, &end); end != at; grams = strtod(at, &end)) {
        while (i < input_length(run, weights) && input_at(run, weights, i) != grams)
            i++;
        if (i++ == input_length(run, weights))
            return false;
        at = end;
    }
    return true;
}

static bool heavy_apples(struct run *run)
{
    double stop;

    for (int i = 0; i < 2; i++) {
        const char *line = wanted(run, i, &stop);
        const struct spells *told = lines(run, say(run, "%s:*", sides[i]));
        if (!how_many(run, told, 1))
            return false;
        if (like(line, told->all[0].name))
            continue;
        seen(run, told->all[0].begin, told->all[0].task, "\"%s\" was printed, not \"%s\"",
             told->all[0].name, line);
        return are_of_belt(run, i, told->all[0].name) &&
               because(run, "into the crate go apples of at least \"limit\" grams, up to "
                       "\"crate\" of them: those that roll on do not count", 2);
    }
    return true;
}

static bool stops_when_full(struct run *run)
{
    double stop;

    for (int i = 0; i < 2; i++) {
        wanted(run, i, &stop);
        if (!prints_at(run, say(run, "%s belt stops", sides[i]), stop))
            return false;
    }
    return as_long_as_solution(run) ||
           because(run, "when both belts stand still nothing is left to wait for", 3);
}

static bool clean(struct run *run)
{
    const char *const order[] = { "* belt stops", "* belt stops", "left:*", "right:*" };

    return main_ended(run, LOG_RETURNED) && no_warnings(run) &&
           prints_in_order(run, order, 4) && prints_times(run, "*", 6);
}

const struct check checks[] = {
    { .name = "side by side", .points = 3, .test = side_by_side,
      .wanted = "both belts run from 0 s on, and no call keeps the thread",
      .misconception = "going through a stream waits for each value in turn; only two tasks "
                       "go through two streams at once", .hint = 1 },
    { .name = "heavy apples", .points = 3, .after = "side by side", .test = heavy_apples,
      .wanted = "each crate holds the heavy apples of its belt, in order",
      .misconception = "what async_next() hands out belongs to the generator: copy the "
                       "weight before you ask for the next", .hint = 2 },
    { .name = "stops when full", .points = 3, .after = "heavy apples",
      .test = stops_when_full,
      .wanted = "a belt stops at the moment when its crate is full",
      .misconception = "leaving the loop does not close a generator, and asking for one more "
                       "apple weighs one more", .hint = 3 },
    { .name = "clean", .points = 1, .after = "stops when full", .test = clean,
      .wanted = "main returns after telling of both crates, and nothing else is printed",
      .misconception = "a line or a wait too many", .hint = 3 },
    { NULL }
};
