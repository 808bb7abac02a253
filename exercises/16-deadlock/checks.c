/* SPDX-License-Identifier: MIT */
/* What is wanted at the table. */
#include "checking.h"

#include <math.h>
#include <string.h>

enum { MOST = 20 };

static const struct spell *work_of(struct run *run, int i)
{
    const struct spells *one = calls(run, say(run, "work %s",
                                              input_text_at(run, "work.names", i)));

    return one->count ? &one->all[0] : NULL;
}

static bool shares(const struct run *run, int i, int k)
{
    double a = input_at(run, "first", i), b = input_at(run, "second", i);
    double c = input_at(run, "first", k), d = input_at(run, "second", k);

    return a == c || a == d || b == c || b == d;
}

/* Did some child take its first tool later than the others, but before any had a second? */
static bool one_by_one(struct run *run)
{
    const struct spells *tools = holding(run, "*");

    for (int i = 0; i < tools->count; i++)
        if (tools->all[i].begin > 1e-6 &&
            tools->all[i].begin < input(run, "search") - 1e-6)
            return true;
    return false;
}

static bool all_work(struct run *run)
{
    for (int i = 0; i < input_length(run, "work.names"); i++) {
        const struct spell *one = work_of(run, i);
        if (!one || !one->ended)
            return seen(run, run_seconds(run), 0, "%s never got to work: everybody held one "
                        "tool and waited for another%s",
                        input_text_at(run, "work.names", i),
                        one_by_one(run) ? ", though they came one by one" : "");
    }
    return main_ended(run, LOG_RETURNED);
}

/* Else the tools are something else, of which the log may not tell whose they are. */
static bool tools_are_locks(struct run *run)
{
    uint64_t count;
    const struct log_record *records = run_records(run, &count);

    for (uint64_t i = 0; i < count; i++)
        if (records[i].kind == LOG_HOLDER)
            return true;
    return false;
}

/* How many locks this task held from `begin` to `end`, whatever their names. */
static int held(struct run *run, uint32_t task, double begin, double end)
{
    const struct spells *all = holding(run, "*");
    int n = 0;

    for (int i = 0; i < all->count; i++)
        n += all->all[i].task == task && all->all[i].begin < begin + 1e-6 &&
             all->all[i].end > end - 1e-6;
    return n;
}

/* Its sleeps before the work, as long as a search; how many it made with one tool. */
static int searches(struct run *run, const struct spell *work, int *with_a_tool)
{
    const struct spells *sleeps = states(run, "*", SPAN_SLEEPING);
    int n = 0;

    *with_a_tool = 0;
    for (int i = 0; i < sleeps->count; i++) {
        const struct spell *one = &sleeps->all[i];
        if (one->task != work->task || one->end > work->begin + 1e-6 ||
            fabs(one->end - one->begin - input(run, "search")) > 1e-6)
            continue;
        n++;
        *with_a_tool += held(run, work->task, one->begin, one->end) == 1;
    }
    return n;
}

static bool searched(struct run *run, const struct spell *work)
{
    int with_a_tool, n = searches(run, work, &with_a_tool);

    if (n == 1 && with_a_tool == 1)
        return true;
    if (!tools_are_locks(run))
        return seen(run, work->begin, work->task, "no lock was held by anybody: the tools are "
                    "locks");
    if (with_a_tool > 0) {
        seen(run, work->begin, work->task, "%s searched %d times before %s began", work->name +
             strlen("work "), n, work->name);
        return because(run, "a tool was put back and taken again: with one order for all nobody "
                       "has to try again", 1);
    }
    if (n == 0)
        return seen(run, work->begin, work->task, "%s began at %.6g s without having searched "
                    "with a tool in hand", work->name, work->begin);
    seen(run, work->begin, work->task, "%s searched with %d tools in hand, not one", work->name +
         strlen("work "), held(run, work->task, work->begin - input(run, "search"), work->begin));
    return because(run, "the search stands between the two: first one tool, then the search, "
                   "then the other", 2);
}

/* From the begin of the work to its end. */
static bool both_in_hand(struct run *run, const struct spell *work)
{
    int n = held(run, work->task, work->begin, work->end);

    return n >= 2 || !tools_are_locks(run) ||
           seen(run, work->begin, work->task, "%s began at %.6g s with %d lock%s held "
                "up to its end, not 2", work->name, work->begin, n, n == 1 ? "" : "s");
}

static bool tools_alone(struct run *run)
{
    int n = input_length(run, "work.names");

    for (int i = 0; i < n; i++)
        for (int k = 0; k < n; k++) {
            const struct spell *a = work_of(run, i), *b = work_of(run, k);
            if (i != k && shares(run, i, k) && a->begin < b->begin + 1e-6 &&
                b->begin < a->end - 1e-6)
                return seen(run, b->begin, b->task, "%s and %s worked with the same tool at "
                            "%.6g s", input_text_at(run, "work.names", i),
                            input_text_at(run, "work.names", k), b->begin);
        }
    for (int i = 0; i < n; i++)
        if (!both_in_hand(run, work_of(run, i)))
            return false;
    return true;
}

static bool all_search(struct run *run)
{
    for (int i = 0; i < input_length(run, "work.names"); i++)
        if (!searched(run, work_of(run, i)))
            return false;
    return true;
}

/* Children who share tools, directly or by others, get the same number. */
static void find_groups(const struct run *run, int *group)
{
    int n = input_length(run, "work.names");

    for (int i = 0; i < n; i++)
        group[i] = i;
    for (int round = 0; round < n; round++)
        for (int i = 0; i < n; i++)
            for (int k = 0; k < n; k++)
                if (shares(run, i, k) && group[k] < group[i])
                    group[i] = group[k];
}

/* In each group somebody works right after the first search. */
static bool groups_apart(struct run *run)
{
    int group[MOST], n = input_length(run, "work.names");

    find_groups(run, group);
    for (int g = 0; g < n; g++) {
        const struct spell *first = NULL;
        for (int i = 0; i < n; i++)
            if (group[i] == g && (!first || work_of(run, i)->begin < first->begin))
                first = work_of(run, i);
        if (first && first->begin > input(run, "search") + 1e-6)
            return seen(run, first->begin, first->task, "%s began only at %.6g s, though "
                        "those tools were free at %.6g s", first->name, first->begin,
                        input(run, "search"));
    }
    return true;
}

static bool told(struct run *run)
{
    int n = input_length(run, "work.names");

    for (int i = 0; i < n; i++)
        if (!prints_at(run, input_text_at(run, "work.names", i), work_of(run, i)->end))
            return false;
    return prints_times(run, "*", n) && ends_with(run, calls(run, "work *"));
}

const struct check checks[] = {
    { .name = "all work", .points = 4, .test = all_work,
      .wanted = "every child gets to work, and the run comes to its end",
      .misconception = "a circle: each holds what the next one waits for. It cannot close if "
                       "all take the tools in one order", .hint = 1 },
    { .name = "tools alone", .points = 2, .after = "all work", .test = tools_alone,
      .wanted = "each child holds both its tools while it works, and no two work with the "
                "same one",
      .misconception = "both tools have to be held from the begin of the work to its end",
      .hint = 2 },
    { .name = "groups apart", .points = 2, .after = "tools alone", .test = groups_apart,
      .wanted = "children with other tools do not wait",
      .misconception = "one lock for the whole table prevents the deadlock, and all that "
                       "goes on beside", .hint = 3 },
    { .name = "all search", .points = 1, .after = "groups apart", .test = all_search,
      .wanted = "each child searches once, while it holds its first tool",
      .misconception = "without an await between the two locks the circle cannot form; but "
                       "the search is there", .hint = 2 },
    { .name = "told", .points = 1, .after = "tools alone", .test = told,
      .wanted = "each name is printed when the child has worked, and nothing else",
      .misconception = "a line too many, or too late", .hint = 3 },
    { NULL }
};
