/* SPDX-License-Identifier: MIT */
/* What is wanted of the money boxes. */
#include "checking.h"

static double begin_of(struct run *run, int i)
{
    const struct spells *one = calls(run, say(run, "count %s",
                                              input_text_at(run, "count.names", i)));

    return one->count ? one->all[0].begin : -1;
}

static bool all_count(struct run *run)
{
    int n = calls(run, "count *")->count, wanted = input_length(run, "count.names");

    for (int i = 0; i < wanted; i++) {
        const char *name = input_text_at(run, "count.names", i);
        int times = calls(run, say(run, "count %s", name))->count;
        if (times < 2)
            continue;
        seen(run, -1, 0, "%s counted %d times", name, times);
        return because(run, "whose coins fell down goes away: the next one in line is waiting",
                       2);
    }
    if (n != wanted)
        return seen(run, -1, 0, "%d of %d people got their turn", n, wanted);
    return main_ended(run, LOG_RETURNED);
}

/* What became of the lock, if there was one. */
static const char *about_lock(struct run *run)
{
    const struct spells *held = holding(run, "*");

    for (int i = 0; i < held->count; i++)
        if (held->all[i].end > held->all[i].begin + 1e-6)
            return ", though each held a lock: not the same one";
    return held->count ? ", and took the lock only when all was counted" : "";
}

/* No two have the same box open. */
static bool one_at_a_box(struct run *run)
{
    int n = input_length(run, "count.names");

    for (int i = 0; i < n; i++)
        for (int k = 0; k < n; k++) {
            double begin = begin_of(run, k);
            if (i == k || input_at(run, "box", i) != input_at(run, "box", k) ||
                begin < begin_of(run, i) - 1e-6 || (begin_of(run, i) == begin && k < i) ||
                begin > begin_of(run, i) + input_at(run, "count.delays", i) - 1e-6)
                continue;
            return seen(run, begin, 0, "%s opened box %.0f at %.6g s, while %s was counting "
                        "in it%s", input_text_at(run, "count.names", k),
                        input_at(run, "box", i), begin,
                        input_text_at(run, "count.names", i),
                        about_lock(run));
        }
    return true;
}

/* What belongs into a box, with the coins that fell down or without. */
static double sum_of(struct run *run, int box, bool fallen)
{
    double sum = 0;

    for (int i = 0; i < input_length(run, "box"); i++)
        if (input_at(run, "box", i) == box &&
            (fallen || input_at(run, "count.failures", i) == 0))
            sum += input_at(run, "coins", i);
    return sum;
}

static bool sums(struct run *run)
{
    for (int b = 0; b < (int)input(run, "boxes"); b++) {
        const char *box = say(run, "box %d", b);
        if (answers(run, box, sum_of(run, b, false)))
            continue;
        if (answers(run, box, sum_of(run, b, true))) {
            answers(run, box, sum_of(run, b, false));
            return because(run, "coins that fell down are in no box: look at what ask() returns",
                           2);
        }
        return answers(run, box, sum_of(run, b, false));
    }
    return prints_as_solution(run);
}

/* In the order of the list. */
static bool in_line(struct run *run)
{
    int n = input_length(run, "count.names");

    for (int i = 0; i < n; i++)
        for (int k = i + 1; k < n; k++) {
            if (input_at(run, "box", i) != input_at(run, "box", k) ||
                begin_of(run, i) < begin_of(run, k))
                continue;
            seen(run, begin_of(run, k), 0, "%s opened box %.0f at %.6g s, before %s, who came "
                 "first", input_text_at(run, "count.names", k), input_at(run, "box", i),
                 begin_of(run, k), input_text_at(run, "count.names", i));
            return because(run, "a lock is fair: who asks for it first has it first; ask in "
                           "the order of the list", 3);
        }
    return true;
}

/* Since when the box had been free when person i opened it. */
static double free_since(struct run *run, int i)
{
    double since = 0;

    for (int k = 0; k < input_length(run, "count.names"); k++) {
        double end = begin_of(run, k) + input_at(run, "count.delays", k);
        if (k != i && input_at(run, "box", k) == input_at(run, "box", i) &&
            end < begin_of(run, i) + 1e-6 && end > since)
            since = end;
    }
    return since;
}

/* Who saves into another box does not wait for this one. */
static bool boxes_apart(struct run *run)
{
    if (!run_is_drawn(run) && !in_line(run))
        return false;
    for (int i = 0; i < input_length(run, "count.names"); i++)
        if (begin_of(run, i) > free_since(run, i) + 1e-6)
            return seen(run, begin_of(run, i), 0, "%s began at %.6g s, but box %.0f was free "
                        "at %.6g s", input_text_at(run, "count.names", i), begin_of(run, i),
                        input_at(run, "box", i), free_since(run, i));
    return as_long_as_solution(run) &&
           (never_polls(run) ||
            because(run, "nobody has to look whether a box is free: who waits for a lock is "
                    "woken when it is", 1));
}

const struct check checks[] = {
    { .name = "one at a box", .points = 4, .test = one_at_a_box,
      .wanted = "while somebody counts, nobody else opens the same box",
      .misconception = "the lock must be one for all who share the box, and be held from "
                       "the reading to the writing", .hint = 1 },
    { .name = "all count", .points = 2, .after = "one at a box", .test = all_count,
      .wanted = "everybody gets a turn, also after coins were dropped",
      .misconception = "a lock that is not released when something failed stays locked for "
                       "ever", .hint = 2 },
    { .name = "sums", .points = 2, .after = "all count", .test = sums,
      .wanted = "no coin is lost: each lid says what was put into its box",
      .misconception = "what was read before a wait is old after it: read under the lock",
      .hint = 2 },
    { .name = "boxes apart", .points = 2, .after = "all count", .test = boxes_apart,
      .wanted = "each box has a line of its own: who comes first is first, nobody waits for "
                "another box, nor looks again and again",
      .misconception = "one lock for everything puts people in line who share nothing",
      .hint = 3 },
    { NULL }
};
