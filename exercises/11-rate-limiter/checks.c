/* SPDX-License-Identifier: MIT */
/* What is wanted of the door to the map service. */
#include <string.h>

#include "checking.h"

enum { MOST = 20 };

static bool all_asked(struct run *run)
{
    return how_many(run, calls(run, "map *"), input_length(run, "map.names")) &&
           (never_blocks(run) ||
            because(run, "async_blocking_sleep() and ask_blocking() hold the one thread: "
                    "nobody else gets a turn", 1));
}

static bool rate(struct run *run)
{
    const struct spells *starts = calls(run, "map *");
    int n = (int)input(run, "rate");

    for (int i = n; i < starts->count; i++) {
        double first = starts->all[i - n].begin, last = starts->all[i].begin;
        if (last > first + 1 - 1e-6)
            continue;
        seen(run, last, starts->all[i].task, "%d started %s%s", n + 1,
             from_to(run, first, last),
             at_most(run, starts, n) ? ", though never more than so many were under way" :
             (int)first != (int)last ? ", on both sides of a full second" : "");
        if (first > 0 && first == last)
            because(run, "they looked at the same place in the list, slept, and went on "
                    "together: one at a time may reckon and sleep at the door", 2);
        return false;
    }
    return true;
}

static bool overlap(struct run *run)
{
    const struct spells *wanted = calls(run_of_solution(run), "map *");

    for (int i = 1; i < wanted->count; i++)
        if (wanted->all[i].begin < wanted->all[i - 1].end - 1e-6)
            return !one_after_another(run, calls(run, "map *")) ||
                   seen(run, -1, 0, "no two questions were under way at once");
    return true;
}

/* Nobody waits for longer than the rate asks for. */
static bool no_longer(struct run *run)
{
    const struct spells *starts = calls(run, "map *");
    const struct spells *wanted = calls(run_of_solution(run), "map *");

    for (int i = 0; i < starts->count && i < wanted->count; i++)
        if (starts->all[i].begin > wanted->all[i].begin + 1e-6)
            return seen(run, starts->all[i].begin, starts->all[i].task,
                        "start %d came at %.6g s, though it was allowed at %.6g s", i + 1,
                        starts->all[i].begin, wanted->all[i].begin);
    return never_polls(run) ||
           because(run, "the moment at which the next may start can be reckoned: sleep up to "
                   "it, once", 2);
}

/* Each answer is printed when it is there, and nothing else. */
static bool told(struct run *run)
{
    const struct spells *questions = calls(run, "map *");

    for (int i = 0; i < questions->count; i++)
        if (!prints_at(run, questions->all[i].name + strlen("map "),
                       questions->all[i].end))
            return false;
    return prints_times(run, "*", questions->count);
}

static bool in_turn(struct run *run)
{
    const char *wanted[MOST];
    int n = input_length(run, "map.names");

    for (int i = 0; i < n; i++)
        wanted[i] = say(run, "map %s", input_text_at(run, "map.names", i));
    return (run_is_drawn(run) || begin_in_order(run, calls(run, "map *"), wanted, n)) &&
           told(run) && main_ended(run, LOG_RETURNED) && ends_with(run, calls(run, "map *"));
}

const struct check checks[] = {
    { .name = "all asked", .points = 0, .test = all_asked,
      .wanted = "each question is put once, and no call keeps the thread",
      .misconception = "a door that never opens again lets nobody in", .hint = 1 },
    { .name = "rate", .points = 4, .after = "all asked", .test = rate,
      .wanted = "in any one second, wherever it begins, no more than \"rate\" starts",
      .misconception = "a semaphore limits how many are inside; a rate limits how many "
                       "start in a time", .hint = 1 },
    { .name = "overlap", .points = 1, .after = "rate", .test = overlap,
      .wanted = "questions that were let in run beside each other",
      .misconception = "the door is held while the question is asked: it limits the starts, "
                       "not what comes after", .hint = 2 },
    { .name = "no longer", .points = 3, .after = "overlap", .test = no_longer,
      .wanted = "each starts as soon as the rate allows, and nobody looks again and again "
                "whether it does",
      .misconception = "the rate allows several starts at once; a pause before each, or after "
                       "every so many, is more than it asks for: what counts is when the "
                       "one so many before started", .hint = 2 },
    { .name = "in turn", .points = 2, .after = "no longer", .test = in_turn,
      .wanted = "who comes first starts first, and each answer is printed when it is there",
      .misconception = "without a line at the door whoever wakes first goes first",
      .hint = 3 },
    { NULL }
};
