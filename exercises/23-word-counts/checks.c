/* SPDX-License-Identifier: MIT */
/* What is wanted of the count of words. */
#include "checking.h"

static int files(const struct run *run)
{
    return input_length(run, "archive.names");
}

static const char *name_of(const struct run *run, int i)
{
    return input_text_at(run, "archive.names", i);
}

static bool is_there(const struct run *run, int i)
{
    return input_at(run, "archive.missing", i) == 0;
}

static bool at_once(struct run *run)
{
    const struct spells *tapes = calls(run, "archive *");

    return begin_at(run, tapes, 0) && how_many(run, tapes, files(run));
}

/* How often a thread did that with the file. */
static bool did(struct run *run, const char *verb, int i, int times)
{
    int n = jobs(run, say(run, "%s %s", verb, name_of(run, i)))->count;

    return n == times || seen(run, -1, 0, "\"%s %s\" was done %d time%s by a thread, not %d",
                              verb, name_of(run, i), n, n == 1 ? "" : "s", times);
}

/* What kept it from being opened once, by a thread of the runtime's. */
static bool opened_wrongly(struct run *run, int i)
{
    int n = jobs(run, say(run, "open %s", name_of(run, i)))->count;

    if (n > 1)
        return because(run, "what was read once is in memory: there is no need to open it again",
                       2);
    return n == 0 && jobs(run, "*")->count > 0 &&
           because(run, "fopen() in a job of your own keeps the loop free, too, but here "
                   "async_file_open() and its sisters are asked for", 2);
}

static bool read_by_threads(struct run *run)
{
    for (int i = 0; i < files(run); i++) {
        const char *job = say(run, "open %s", name_of(run, i));
        double there = input_at(run, "archive.delays", i);
        if (!did(run, "open", i, 1))
            return opened_wrongly(run, i);
        if (begin_at(run, jobs(run, job), there))
            continue;
        if (jobs(run, job)->all[0].begin < there)
            because(run, "the file can be relied on when its tape is in: ask first, then open",
                    1);
        return false;
    }
    for (int i = 0; i < files(run); i++)
        if (is_there(run, i) &&
            jobs(run, say(run, "read %s", name_of(run, i)))->count == 0)
            return seen(run, -1, 0, "%s was never read by a thread", name_of(run, i));
    return true;
}

static bool one_missing(struct run *run)
{
    for (int i = 0; i < files(run); i++)
        if (!is_there(run, i) && !prints(run, say(run, "%s: missing", name_of(run, i))))
            return false;
    return main_ended(run, LOG_RETURNED) && prints(run, "words: *");
}

static bool counts(struct run *run)
{
    for (int i = 0; i < files(run); i++) {
        int words = (int)input_at(run, "archive.words", i);
        const char *line = is_there(run, i) ? say(run, "%s: %d words", name_of(run, i), words)
                                            : say(run, "%s: missing", name_of(run, i));
        if (!prints_at(run, line, input_at(run, "archive.delays", i)))
            return false;
    }
    return how_many(run, lines(run, "*.txt: *"), files(run));
}

static bool closed(struct run *run)
{
    for (int i = 0; i < files(run); i++)
        if (is_there(run, i) && !did(run, "close", i, 1))
            return false;
    return true;
}

static bool sum(struct run *run)
{
    double words = 0;

    for (int i = 0; i < files(run); i++)
        if (is_there(run, i))
            words += input_at(run, "archive.words", i);
    if (!never_polls(run))
        return because(run, "nobody has to look whether all are counted: gather and await wake "
                       "whoever waits", 3);
    return answers(run, "words", words) && done_at(run, input_most(run, "archive.delays"));
}

const struct check checks[] = {
    { .name = "at once", .points = 2, .test = at_once,
      .wanted = "at 0 s all tapes are asked for, once each",
      .misconception = "awaiting one after another asks one after another", .hint = 1 },
    { .name = "one missing", .points = 2, .after = "at once", .test = one_missing,
      .wanted = "a file that is missing is told of, and ends nothing else",
      .misconception = "a coroutine that fails ends the gather; one that has dealt with its "
                       "failure does not", .hint = 3 },
    { .name = "read", .points = 2, .after = "one missing", .test = read_by_threads,
      .wanted = "each file is opened once, when its tape is in, and read; by async_file_...()",
      .misconception = "fopen() in a task keeps the loop's thread for as long as the disk "
                       "takes", .hint = 2 },
    { .name = "counts", .points = 2, .after = "read", .test = counts,
      .wanted = "the words of each file are told as soon as they are counted",
      .misconception = "one line is not the file; and what one task knows need not wait for "
                       "the others", .hint = 2 },
    { .name = "closed", .points = 1, .after = "read", .test = closed,
      .wanted = "each file that was opened is closed", .hint = 2,
      .misconception = "an open file that nobody closes stays open as long as the program" },
    { .name = "sum", .points = 1, .after = "counts", .test = sum,
      .wanted = "the answer is the sum, when the last file has been counted", .hint = 3,
      .misconception = "a file that is missing adds nothing, and every other one is counted "
                       "once" },
    { NULL }
};
