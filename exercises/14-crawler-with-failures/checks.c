/* SPDX-License-Identifier: MIT */
/* What is wanted of the crawler. */
#include <string.h>

#include "checking.h"

enum { MOST = 20 };

static bool dies(const struct run *run, int i)
{
    return input_at(run, "page.failures", i) != 0;
}

/* Does page i link to page k? */
static bool links(const struct run *run, int i, int k)
{
    const char *wanted = input_text_at(run, "page.names", k);
    const char *at = input_text_at(run, "page.answers", i);
    size_t n = strlen(wanted);

    while ((at = strstr(at, wanted))) {
        if (at[n] == ' ' || at[n] == '\0')
            return true;
        at += n;
    }
    return false;
}

/* When each page is found: as soon as the first page that links to it is there. */
static void found_at(const struct run *run, double *found)
{
    int n = input_length(run, "page.names");
    bool again = true;

    for (int i = 0; i < n; i++)
        found[i] = i == 0 ? 0 : -1;
    while (again) {
        again = false;
        for (int i = 0; i < n; i++)
            for (int k = 0; k < n; k++) {
                double when = found[i] + input_at(run, "page.delays", i);
                if (found[i] < 0 || dies(run, i) || !links(run, i, k) ||
                    (found[k] >= 0 && found[k] <= when))
                    continue;
                found[k] = when;
                again = true;
            }
    }
}

static const struct spells *loads(struct run *run, int i)
{
    return calls(run, say(run, "page %s", input_text_at(run, "page.names", i)));
}

static bool loaded_again(struct run *run, const char *page, const struct spells *loads)
{
    if (loads->all[0].task != loads->all[1].task)
        return seen(run, loads->all[1].begin, loads->all[1].task, "%s was loaded %d times%s",
                    page, loads->count, main_ended(run, LOG_RETURNED)
                        ? ": a link to it was found while it was still loading" : "");
    seen(run, loads->all[1].begin, loads->all[1].task, "%s was loaded %d times by one task", page,
         loads->count);
    return because(run, "a dead page is told as dead: nobody tries again", 2);
}

static bool once(struct run *run)
{
    for (int i = 0; i < input_length(run, "page.names"); i++)
        if (loads(run, i)->count > 1)
            return loaded_again(run, input_text_at(run, "page.names", i), loads(run, i));
    return true;
}

static bool survives(struct run *run)
{
    return main_ended(run, LOG_RETURNED) ||
           because(run, "a failure that leaves a task goes to whoever waits for it; a task "
                   "group then cancels all others", 2);
}

static bool all_found(struct run *run)
{
    double found[MOST];

    found_at(run, found);
    for (int i = 0; i < input_length(run, "page.names"); i++) {
        if (found[i] >= 0 && loads(run, i)->count == 0)
            return seen(run, found[i], 0, "%s was never loaded, though a link to it was "
                        "there at %.6g s", input_text_at(run, "page.names", i), found[i]);
        if (found[i] >= 0 && !all_ended(run, loads(run, i)))
            return false;
    }
    return nothing_left_behind(run);
}

/* No page is loaded that no link has led to. */
static bool by_links(struct run *run, const double *found)
{
    for (int i = 0; i < input_length(run, "page.names"); i++) {
        const char *page = input_text_at(run, "page.names", i);
        if (loads(run, i)->count == 0 ||
            (found[i] >= 0 && loads(run, i)->all[0].begin > found[i] - 1e-6))
            continue;
        double begin = loads(run, i)->all[0].begin;
        seen(run, begin, loads(run, i)->all[0].task, "%s began at %.6g s, %s", page, begin,
             found[i] < 0 ? "and no link leads to it"
                          : say(run, "before a link to it was there (%.6g s)", found[i]));
        return because(run, "which pages there are is not known beforehand: links lead to them",
                       1);
    }
    return true;
}

static bool when_found(struct run *run)
{
    double found[MOST];

    found_at(run, found);
    for (int i = 0; i < input_length(run, "page.names"); i++)
        if (found[i] >= 0 && loads(run, i)->all[0].begin > found[i] + 1e-6)
            return seen(run, found[i], loads(run, i)->all[0].task, "%s began at %.6g s, "
                        "though a link to it was there at %.6g s%s",
                        input_text_at(run, "page.names", i), loads(run, i)->all[0].begin,
                        found[i], one_after_another(run, calls(run, "page *"))
                            ? "; no two pages were ever under way" : "");
    if (!by_links(run, found))
        return false;
    if (never_polls(run) && as_long_as_solution(run))
        return true;
    return because(run, "nobody has to look, nor to guess, when all are through: the end of a "
                   "task group waits for its tasks", 2);
}

static bool told(struct run *run)
{
    double found[MOST];
    int pages = 0, dead = 0;

    found_at(run, found);
    for (int i = 0; i < input_length(run, "page.names"); i++) {
        if (found[i] < 0)
            continue;
        pages++;
        dead += dies(run, i);
        if (!prints_at(run, say(run, "%s: %s", input_text_at(run, "page.names", i),
                                dies(run, i) ? "dead" : "ok"),
                       found[i] + input_at(run, "page.delays", i)))
            return false;
    }
    return answers(run, "pages", pages) && answers(run, "dead", dead) &&
           prints_times(run, "*", pages + 2);
}

const struct check checks[] = {
    { .name = "once", .points = 2, .test = once,
      .wanted = "each page is loaded once, however many links lead to it",
      .misconception = "a page has to be noted when it gets its task, not when it is there: "
                       "between the two others find the same link", .hint = 1 },
    { .name = "survives", .points = 2, .after = "once", .test = survives,
      .wanted = "a dead page is told, and is no failure of the crawler",
      .hint = 2 },
    { .name = "all found", .points = 2, .after = "survives", .test = all_found,
      .wanted = "every page to which a link leads is loaded to its end",
      .misconception = "only the links of the first page were followed, or main went before "
                       "all was done", .hint = 2 },
    { .name = "when found", .points = 3, .after = "all found", .test = when_found,
      .wanted = "each page begins when the first link to it is found",
      .misconception = "waiting for a page, or for a whole level, before the next ones begin "
                       "wastes the time in which they could load", .hint = 2 },
    { .name = "told", .points = 1, .after = "all found", .test = told,
      .wanted = "each page is told as \"ok\" or \"dead\" when it has ended, and counted",
      .misconception = "dead pages were left out, or counted twice", .hint = 3 },
    { NULL }
};
