/* SPDX-License-Identifier: MIT */
/* What is wanted at the table. */
#include "checking.h"

enum { MOST = 20, TOOLS = 8 };

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
    return true;
}

/* Did this task hold one tool from `begin` to `end`? */
static bool held(struct run *run, uint32_t task, double begin, double end)
{
    for (int tool = 0; tool < TOOLS; tool++) {
        const struct spells *all = holding(run, say(run, "tool %d", tool));
        for (int i = 0; i < all->count; i++)
            if (all->all[i].task == task && all->all[i].begin < begin + 1e-6 &&
                all->all[i].end > end - 1e-6)
                return true;
    }
    return false;
}

static bool searched(struct run *run, const struct spell *work)
{
    const struct spells *sleeps = states(run, "*", SPAN_SLEEPING);

    for (int i = 0; i < sleeps->count; i++) {
        const struct spell *one = &sleeps->all[i];
        double took = one->end - one->begin - input(run, "search");
        if (one->task == work->task && one->end < work->begin + 1e-6 && took > -1e-6 &&
            took < 1e-6 && held(run, work->task, one->begin, one->end))
            return true;
    }
    return seen(run, work->begin, work->task, "%s began at %.6g s without having searched "
                "with a tool in hand", work->name, work->begin);
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
    return prints_times(run, "*", n);
}

const struct check checks[] = {
    { .name = "all work", .points = 4, .test = all_work,
      .wanted = "every child gets to work, and the run comes to its end",
      .misconception = "a circle: each holds what the next one waits for. It cannot close if "
                       "all take the tools in one order", .hint = 1 },
    { .name = "tools alone", .points = 2, .after = "all work", .test = tools_alone,
      .wanted = "no two children work with the same tool at once",
      .misconception = "both tools have to be held from the begin of the work to its end",
      .hint = 2 },
    { .name = "groups apart", .points = 2, .after = "tools alone", .test = groups_apart,
      .wanted = "children with other tools do not wait",
      .misconception = "one lock for the whole table prevents the deadlock, and all that "
                       "goes on beside", .hint = 3 },
    { .name = "all search", .points = 1, .after = "groups apart", .test = all_search,
      .wanted = "each child searches while it holds its first tool",
      .misconception = "without an await between the two locks the circle cannot form; but "
                       "the search is there", .hint = 2 },
    { .name = "told", .points = 1, .after = "tools alone", .test = told,
      .wanted = "each name is printed when the child has worked, and nothing else",
      .misconception = "a line too many, or too late", .hint = 3 },
    { NULL }
};
