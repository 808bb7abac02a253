/* SPDX-License-Identifier: MIT */
/* Predicates over spells. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "one_run.h"

static const double INSTANT = 1e-6;

static bool before(double a, double b)
{
    return a < b - INSTANT;
}

static bool same(double a, double b)
{
    return !before(a, b) && !before(b, a);
}

static bool there_are(struct run *run, const struct spells *spells)
{
    return spells->count > 0 || seen(run, -1, 0, "there was no %s", spells->what);
}

/* `spell` began at `begin`, in words. */
static bool saw(struct run *run, const struct spell *spell, const char *what, double when)
{
    return seen(run, when, spell->task, "%s %s at %.6g s", spell->name, what, when);
}

bool how_many(struct run *run, const struct spells *spells, int n)
{
    return spells->count == n ||
           seen(run, -1, spells->count ? spells->all[spells->count - 1].task : 0,
                "%d time%s: %s; %d wanted", spells->count, spells->count == 1 ? "" : "s",
                spells->what, n);
}

bool none(struct run *run, const struct spells *spells)
{
    return spells->count == 0 ||
           seen(run, spells->all[0].begin, spells->all[0].task,
                "there was a %s, at %.6g s", spells->what, spells->all[0].begin);
}

/* ---- At once, or not -------------------------------------------------------------- */

bool all_overlap(struct run *run, const struct spells *spells)
{
    const struct spell *first_out, *last_in;

    if (!there_are(run, spells))
        return false;
    first_out = last_in = &spells->all[0];
    for (int i = 1; i < spells->count; i++) {
        if (before(spells->all[i].end, first_out->end))
            first_out = &spells->all[i];
        if (before(last_in->begin, spells->all[i].begin))
            last_in = &spells->all[i];
    }
    if (before(last_in->begin, first_out->end))
        return true;
    return seen(run, last_in->begin, last_in->task,
                "%s began at %.6g s, when %s had already ended (at %.6g s)", last_in->name,
                last_in->begin, first_out->name, first_out->end);
}

bool one_after_another(struct run *run, const struct spells *spells)
{
    if (!there_are(run, spells))
        return false;
    for (int i = 1; i < spells->count; i++)
        if (before(spells->all[i].begin, spells->all[i - 1].end))
            return seen(run, spells->all[i].begin, spells->all[i].task,
                        "%s began at %.6g s, while %s was under way (to %.6g s)",
                        spells->all[i].name, spells->all[i].begin, spells->all[i - 1].name,
                        spells->all[i - 1].end);
    return true;
}

/* Ends of those under way, the first one at the root of a heap. */
struct ends {
    double *all;
    int count;
};

static void put_end(struct ends *ends, double end)
{
    int i = ends->count++;

    for (; i > 0 && end < ends->all[(i - 1) / 2]; i = (i - 1) / 2)
        ends->all[i] = ends->all[(i - 1) / 2];
    ends->all[i] = end;
}

static void drop_first(struct ends *ends)
{
    double moved = ends->all[--ends->count];
    int i = 0;

    for (int child; (child = 2 * i + 1) < ends->count; i = child) {
        if (child + 1 < ends->count && ends->all[child + 1] < ends->all[child])
            child++;
        if (moved <= ends->all[child])
            break;
        ends->all[i] = ends->all[child];
    }
    ends->all[i] = moved;
}

/* How many are under way when each begins; a submission may have made very many. */
static const int *at_once(struct run *run, const struct spells *spells)
{
    size_t n = (size_t)spells->count + 1;
    struct ends ends = { .all = run_make(run, n * sizeof *ends.all) };
    int *counts = run_make(run, n * sizeof *counts);

    for (int i = 0; i < spells->count; i++) {
        put_end(&ends, spells->all[i].end);
        while (ends.count > 0 && !before(spells->all[i].begin, ends.all[0]))
            drop_first(&ends);
        counts[i] = ends.count;
    }
    return counts;
}

bool at_most(struct run *run, const struct spells *spells, int n)
{
    if (!there_are(run, spells))
        return false;
    const int *counts = at_once(run, spells);
    for (int i = 0; i < spells->count; i++)
        if (counts[i] > n)
            return seen(run, spells->all[i].begin, spells->all[i].task,
                        "at %.6g s there were %d at once: %s came as number %d",
                        spells->all[i].begin, counts[i], spells->all[i].name, counts[i]);
    return true;
}

bool reaches(struct run *run, const struct spells *spells, int n)
{
    int which = 0;

    if (!there_are(run, spells))
        return false;
    const int *counts = at_once(run, spells);
    for (int i = 1; i < spells->count; i++)
        if (counts[i] > counts[which])
            which = i;
    return counts[which] >= n || seen(run, spells->all[which].begin, spells->all[which].task,
                                      "there were never more than %d at once",
                                      counts[which]);
}

const char *from_to(struct run *run, double first, double last)
{
    return before(first, last) ? say(run, "between %.6g s and %.6g s", first, last)
                               : say(run, "at %.6g s", last);
}

bool at_most_begin_within(struct run *run, const struct spells *spells, int n,
                          double seconds)
{
    if (!there_are(run, spells))
        return false;
    for (int i = n; i < spells->count; i++)
        if (before(spells->all[i].begin, spells->all[i - n].begin + seconds))
            return seen(run, spells->all[i].begin, spells->all[i].task, "%d began %s", n + 1,
                        from_to(run, spells->all[i - n].begin, spells->all[i].begin));
    return true;
}

/* ---- Order ---------------------------------------------------------------------------- */

static bool in_order(struct run *run, const struct spell *const *sorted, int count,
                     const char *const *names, int n, const char *verb)
{
    for (int i = 0; i < n || i < count; i++) {
        if (i >= n)
            return seen(run, -1, sorted[i]->task, "%s also %s", sorted[i]->name, verb);
        if (i >= count)
            return seen(run, -1, 0, "%s never %s", names[i], verb);
        if (!like(names[i], sorted[i]->name))
            return seen(run, verb[0] == 'b' ? sorted[i]->begin : sorted[i]->end,
                        sorted[i]->task, "%s %s as number %d, before %s", sorted[i]->name,
                        verb, i + 1, names[i]);
    }
    return true;
}

/* In order of their end; those that end together stay in order of their begin. */
static int compare_ends(const void *left, const void *right)
{
    const struct spell *a = *(const struct spell *const *)left;
    const struct spell *b = *(const struct spell *const *)right;
    double ends[] = { nearbyint(a->end / INSTANT), nearbyint(b->end / INSTANT) };

    return ends[0] < ends[1] ? -1 : ends[0] > ends[1] ? 1 : a < b ? -1 : a > b;
}

static const struct spell **sorted_by(struct run *run, const struct spells *spells,
                                      bool by_end)
{
    size_t count = (size_t)spells->count;
    const struct spell **sorted = run_make(run, (count + 1) * sizeof *sorted);

    for (int i = 0; i < spells->count; i++)
        sorted[i] = &spells->all[i];
    if (by_end)
        qsort(sorted, count, sizeof *sorted, compare_ends);
    return sorted;
}

bool begin_in_order(struct run *run, const struct spells *spells,
                    const char *const *names, int n)
{
    return in_order(run, sorted_by(run, spells, false), spells->count, names, n, "began");
}

bool end_in_order(struct run *run, const struct spells *spells,
                  const char *const *names, int n)
{
    return in_order(run, sorted_by(run, spells, true), spells->count, names, n, "ended");
}

static const struct spell *last_of(const struct spells *spells)
{
    const struct spell *last = &spells->all[0];

    for (int i = 1; i < spells->count; i++)
        if (before(last->end, spells->all[i].end))
            last = &spells->all[i];
    return last;
}

bool a_before_b(struct run *run, const struct spells *a, const struct spells *b)
{
    if (!there_are(run, a) || !there_are(run, b))
        return false;
    const struct spell *last = last_of(a), *first = &b->all[0];
    return !before(first->begin, last->end) ||
           seen(run, first->begin, first->task,
                "%s began at %.6g s, before the end of %s (%.6g s)", first->name,
                first->begin, last->name, last->end);
}

bool a_begins_before_b(struct run *run, const struct spells *a, const struct spells *b)
{
    if (!there_are(run, a) || !there_are(run, b))
        return false;
    const struct spell *last = &a->all[a->count - 1], *first = &b->all[0];
    return !before(first->begin, last->begin) ||
           seen(run, first->begin, first->task,
                "%s began at %.6g s, before %s did (%.6g s)", first->name, first->begin,
                last->name, last->begin);
}

/* ---- Times ------------------------------------------------------------------------------ */

bool begin_by(struct run *run, const struct spells *spells, double seconds)
{
    if (!there_are(run, spells))
        return false;
    for (int i = 0; i < spells->count; i++)
        if (before(seconds, spells->all[i].begin))
            return saw(run, &spells->all[i], "began only", spells->all[i].begin);
    return true;
}

bool begin_at(struct run *run, const struct spells *spells, double seconds)
{
    if (!there_are(run, spells))
        return false;
    for (int i = 0; i < spells->count; i++)
        if (!same(seconds, spells->all[i].begin))
            return saw(run, &spells->all[i], "began", spells->all[i].begin);
    return true;
}

bool end_by(struct run *run, const struct spells *spells, double seconds)
{
    if (!all_ended(run, spells))
        return false;
    for (int i = 0; i < spells->count; i++)
        if (before(seconds, spells->all[i].end))
            return saw(run, &spells->all[i], "ended only", spells->all[i].end);
    return true;
}

bool end_at(struct run *run, const struct spells *spells, double seconds)
{
    if (!all_ended(run, spells))
        return false;
    for (int i = 0; i < spells->count; i++)
        if (!same(seconds, spells->all[i].end))
            return saw(run, &spells->all[i], "ended", spells->all[i].end);
    return true;
}

bool not_before(struct run *run, const struct spells *spells, double seconds)
{
    if (!there_are(run, spells))
        return false;
    for (int i = 0; i < spells->count; i++)
        if (before(spells->all[i].begin, seconds))
            return saw(run, &spells->all[i], "began already", spells->all[i].begin);
    return true;
}

bool last_for(struct run *run, const struct spells *spells, double seconds)
{
    if (!there_are(run, spells))
        return false;
    for (int i = 0; i < spells->count; i++) {
        const struct spell *spell = &spells->all[i];
        if (!same(spell->end - spell->begin, seconds))
            return seen(run, spell->begin, spell->task, "%s lasted %.6g s, from %.6g s on",
                        spell->name, spell->end - spell->begin, spell->begin);
    }
    return true;
}

bool all_ended(struct run *run, const struct spells *spells)
{
    if (!there_are(run, spells))
        return false;
    for (int i = 0; i < spells->count; i++)
        if (!spells->all[i].ended)
            return seen(run, spells->all[i].begin, spells->all[i].task,
                        "%s, from %.6g s on, never came to its end (%s)",
                        spells->all[i].name, spells->all[i].begin, spells->what);
    return true;
}
