/* SPDX-License-Identifier: MIT */
/* What is wanted of the downloads. */
#include "checking.h"

static int most(const struct run *run)
{
    int places = (int)input(run, "most"), films = input_length(run, "film.names");

    return places < films ? places : films;
}

static bool at_most_so_many(struct run *run)
{
    const struct spells *films = calls(run, "film *"), *places = holding(run, "*");

    if (at_most(run, films, (int)input(run, "most")))
        return true;
    if (places->count == 0)
        return false;
    return seen(run, places->all[0].end, places->all[0].task,
                "a place was given back at %.6g s, while its film went on",
                places->all[0].end);
}

static bool line_is_full(struct run *run)
{
    return reaches(run, calls(run, "film *"), most(run));
}

static bool all_asked(struct run *run)
{
    int n = calls(run, "film *")->count, wanted = input_length(run, "film.names");

    for (int i = 0; n > wanted && i < wanted; i++) {
        const char *film = input_text_at(run, "film.names", i);
        int times = calls(run, say(run, "film %s", film))->count;
        if (times < 2)
            continue;
        seen(run, -1, 0, "%s was asked for %d times", film, times);
        return because(run, "what is gone is gone: nobody asked you to try again", 2);
    }
    if (n != wanted)
        return seen(run, -1, 0, "%d of %d films were asked for", n, wanted);
    return main_ended(run, LOG_RETURNED);
}

/* How many are under way just after that time, and which begins next (NULL: none). */
static int under_way(const struct spells *films, double time, const struct spell **next)
{
    int n = 0;

    *next = NULL;
    for (int i = films->count - 1; i >= 0; i--) {
        if (films->all[i].begin > time + 1e-6)
            *next = &films->all[i];
        else
            n += films->all[i].end > time + 1e-6;
    }
    return n;
}

/* When one ends the next one begins: no place stands empty while a film waits. */
static bool no_gaps(struct run *run)
{
    const struct spells *films = calls(run, "film *");
    const struct spell *next;

    for (int i = 0; i < films->count; i++) {
        double end = films->all[i].end;
        if (under_way(films, end, &next) < most(run) && next)
            return seen(run, end, next->task, "a place was free from %.6g s on, and %s "
                        "began only at %.6g s", end, next->name, next->begin);
    }
    return never_polls(run) ||
           because(run, "nobody has to look whether a place is free: who waits for a "
                   "semaphore is woken when one is", 1);
}

static bool in_turn(struct run *run)
{
    int n = input_length(run, "film.names");
    const char *wanted[20];

    for (int i = 0; i < n; i++)
        wanted[i] = say(run, "film %s", input_text_at(run, "film.names", i));
    return run_is_drawn(run) || begin_in_order(run, calls(run, "film *"), wanted, n) ||
           because(run, "who comes first is served first: make the tasks in the order of the "
                   "list", 1);
}

static bool no_gaps_in_turn(struct run *run)
{
    return no_gaps(run) && in_turn(run);
}

/* At the moment when it ends, whichever that is. */
static bool told(struct run *run)
{
    int n = input_length(run, "film.names");

    for (int i = 0; i < n; i++) {
        const char *film = input_text_at(run, "film.names", i);
        double end = calls(run, say(run, "film %s", film))->all[0].end;
        bool fails = input_at(run, "film.failures", i) != 0;
        const struct spells *line = lines(run, say(run, "%s: *", film));
        if (prints_at(run, say(run, "%s: %s", film, fails ? "gone" : "here"), end))
            continue;
        return line->count > 0 && line->all[0].begin > end &&
               because(run, "who waits for all tells of the first ones too late: each download "
                       "tells of itself", 3);
    }
    return prints_times(run, "*", n) && ends_with(run, calls(run, "film *"));
}

const struct check checks[] = {
    { .name = "at most", .points = 4, .test = at_most_so_many,
      .wanted = "never more films at once than the line bears",
      .misconception = "a task has to get its place before it begins to load, and keep it "
                       "until the film has ended", .hint = 1 },
    { .name = "line is full", .points = 1, .after = "at most", .test = line_is_full,
      .wanted = "as many films at once as the line bears",
      .misconception = "a lock lets one in; a semaphore lets in as many as it was given",
      .hint = 1 },
    { .name = "all asked", .points = 2, .after = "line is full", .test = all_asked,
      .wanted = "each film is asked for, also after others have failed",
      .misconception = "the place of a download that failed was never given back",
      .hint = 2 },
    { .name = "no gaps", .points = 2, .after = "all asked", .test = no_gaps_in_turn,
      .wanted = "when a film ends, the next one of the list begins at once",
      .misconception = "waiting for a whole group to end leaves places empty while the "
                       "slowest goes on", .hint = 2 },
    { .name = "told", .points = 1, .after = "all asked", .test = told,
      .wanted = "each film is told as \"here\" or \"gone\" when it has ended, and the run "
                "ends with the last one",
      .misconception = "a failure was left out", .hint = 3 },
    { NULL }
};
