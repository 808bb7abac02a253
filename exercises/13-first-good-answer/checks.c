/* SPDX-License-Identifier: MIT */
/* What is wanted of the search for a ladder. */
#include "checking.h"

/* The quickest house with a ladder; -1: none has one. */
static int best(const struct run *run)
{
    int found = -1;

    for (int i = 0; i < input_length(run, "house.names"); i++)
        if (input_at(run, "house.failures", i) == 0 &&
            (found < 0 ||
             input_at(run, "house.delays", i) < input_at(run, "house.delays", found)))
            found = i;
    return found;
}

static double due(const struct run *run)
{
    return best(run) < 0 ? input_most(run, "house.delays")
                         : input_at(run, "house.delays", best(run));
}

static const char *wanted(const struct run *run)
{
    return best(run) < 0 ? "nobody" : input_text_at(run, "house.names", best(run));
}

static bool all_at_once(struct run *run)
{
    return how_many(run, calls(run, "house *"), input_length(run, "house.names")) &&
           begin_at(run, calls(run, "house *"), 0);
}

static bool a_good_one(struct run *run)
{
    const struct spells *found = lines(run, "ladder: *");

    if (found->count == 0 && main_ended(run, LOG_RETURNED)) {
        seen(run, run_seconds(run), 0, "main ended at %.6g s, and \"ladder: %s\" was not "
             "printed", run_seconds(run), wanted(run));
        return because(run, "in a task group, and in gather, the first failure ends all; here "
                       "it is no answer yet", 2);
    }
    for (int i = 0; found->count && i < input_length(run, "house.names"); i++)
        if (input_at(run, "house.failures", i) != 0 &&
            prints(run, say(run, "ladder: %s", input_text_at(run, "house.names", i))))
            return seen(run, found->all[0].begin, 0, "%s answered first, but has no ladder",
                        input_text_at(run, "house.names", i));
    if (found->count && best(run) >= 0 && prints(run, "ladder: nobody"))
        return seen(run, found->all[0].begin, 0, "\"nobody\" was said at %.6g s, before "
                    "%s had answered", found->all[0].begin, wanted(run));
    return main_ended(run, LOG_RETURNED);
}

static bool at_once_told(struct run *run)
{
    if (!prints_at(run, "ladder: *", due(run)))
        return false;
    return never_polls(run) ||
           because(run, "nobody has to look whether somebody has answered: "
                   "async_next_completed() wakes whoever waits when one has", 1);
}

static bool the_quickest(struct run *run)
{
    return answers_text(run, "ladder", wanted(run)) && prints_as_solution(run);
}

static bool rest_is_stopped(struct run *run)
{
    const struct spells *houses = calls(run, "house *");

    for (int i = 0; i < houses->count; i++)
        if (houses->all[i].end > due(run) + 1e-6)
            return seen(run, due(run), houses->all[i].task,
                        "%s went on to %.6g s, though the ladder was found at %.6g s",
                        houses->all[i].name, houses->all[i].end, due(run));
    return nothing_left_behind(run) && main_ends_last(run) &&
           ends_with(run, calls(run, "house *"));
}

const struct check checks[] = {
    { .name = "all at once", .points = 2, .test = all_at_once,
      .wanted = "at 0 s the bell rings at every house, once",
      .misconception = "going from house to house waits for each answer", .hint = 1 },
    { .name = "a good one", .points = 2, .after = "all at once", .test = a_good_one,
      .wanted = "the answer is a house that has a ladder, or \"nobody\" if none has",
      .misconception = "done is not the same as succeeded: a task that failed is completed, "
                       "too", .hint = 2 },
    { .name = "at once told", .points = 3, .after = "a good one", .test = at_once_told,
      .wanted = "the answer is given at the moment the first ladder is known of",
      .misconception = "gather waits for all; here the first good one is enough",
      .hint = 1 },
    { .name = "the quickest", .points = 1, .after = "at once told", .test = the_quickest,
      .wanted = "the house is the one that was first to say yes, and is told once",
      .misconception = "the first in the list is not the first in time", .hint = 2 },
    { .name = "rest is stopped", .points = 2, .after = "at once told",
      .test = rest_is_stopped,
      .wanted = "when a ladder is found the other houses are not waited for, nor left "
                "ringing",
      .misconception = "leaving a loop stops no task: cancel the others and await their "
                       "ends", .hint = 3 },
    { NULL }
};
