/* SPDX-License-Identifier: MIT */
/* What is wanted of the invitations. */
#include "checking.h"

static bool all_at_once(struct run *run)
{
    for (int i = 0; i < input_length(run, "friend.names"); i++) {
        const char *name = input_text_at(run, "friend.names", i);
        int n = calls(run, say(run, "friend %s", name))->count;
        if (n < 2)
            continue;
        seen(run, -1, 0, "%s was asked %d times", name, n);
        return because(run, "who does not answer is silent: nobody asked you to ask again", 1);
    }
    return how_many(run, calls(run, "friend *"), input_length(run, "friend.names")) &&
           begin_at(run, calls(run, "friend *"), 0);
}

static bool survives(struct run *run)
{
    return main_ended(run, LOG_RETURNED);
}

static bool hears_all(struct run *run)
{
    if (!nothing_left_behind(run) || !main_ends_last(run) ||
        !not_done_before(run, input_most(run, "friend.delays")) ||
        !ends_with(run, calls(run, "friend *")))
        return false;
    return never_polls(run) ||
           because(run, "nobody has to ask whether all have answered: gather and await wake "
                   "whoever waits", 1);
}

static bool is_silent(struct run *run, int i)
{
    return input_at(run, "friend.failures", i) != 0;
}

static bool each_told(struct run *run)
{
    for (int i = 0; i < input_length(run, "friend.names"); i++)
        if (!answers_text(run, input_text_at(run, "friend.names", i),
                          is_silent(run, i) ? "no answer"
                                            : input_text_at(run, "friend.answers", i)))
            return false;
    return true;
}

static bool in_list_order(struct run *run)
{
    int n = input_length(run, "friend.names");
    const char *wanted[20];

    for (int i = 0; i < n; i++)
        wanted[i] = say(run, "%s: *", input_text_at(run, "friend.names", i));
    if (!prints_in_order(run, wanted, n))
        return false;
    for (int i = 0; i < n; i++)
        if (!prints_at(run, wanted[i], input_most(run, "friend.delays")))
            return because(run, "awaiting one after another tells of the first ones while "
                           "others have not answered", 2);
    return true;
}

static bool counted(struct run *run)
{
    int coming = 0, silent = 0;

    for (int i = 0; i < input_length(run, "friend.names"); i++) {
        const char *said = input_text_at(run, "friend.answers", i);
        coming += !is_silent(run, i) && said[0] == 'y';
        silent += is_silent(run, i);
    }
    return answers(run, "coming", coming) && answers(run, "silent", silent) &&
           prints_as_solution(run);
}

const struct check checks[] = {
    { .name = "all at once", .points = 2, .test = all_at_once,
      .wanted = "all friends are asked at 0 s, each once",
      .misconception = "awaiting one question before the next is put makes them a queue",
      .hint = 2 },
    { .name = "survives", .points = 2, .after = "all at once", .test = survives,
      .wanted = "one friend who does not answer is no failure of the whole program",
      .misconception = "gather fails with the first failure unless it is told to hand "
                       "failures over like results", .hint = 1 },
    { .name = "hears all", .points = 2, .after = "survives", .test = hears_all,
      .wanted = "the run ends when the slowest friend has answered, not before",
      .misconception = "gather returned at the first failure; the other questions went on, "
                       "and nobody heard the answers", .hint = 1 },
    { .name = "each told", .points = 2, .after = "hears all", .test = each_told,
      .wanted = "for each friend what was said, or \"no answer\"",
      .misconception = "the result of a question that failed is NULL: no answer, neither "
                       "yes nor no", .hint = 2 },
    { .name = "in list order", .points = 1, .after = "each told", .test = in_list_order,
      .wanted = "when all are through the friends are told, in the order of the list",
      .misconception = "printing inside the tasks gives the order in which they end; "
                       "gather's results stand in the order of its arguments", .hint = 2 },
    { .name = "counted", .points = 1, .after = "in list order", .test = counted,
      .wanted = "\"coming\" counts those who said yes, \"silent\" those without an answer",
      .misconception = "no answer was counted as a no, or as a yes", .hint = 3 },
    { NULL }
};
