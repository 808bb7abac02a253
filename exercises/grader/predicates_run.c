/* SPDX-License-Identifier: MIT */
/* Predicates over a whole run, and over what it printed. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "code_words.h"
#include "one_run.h"

static const double INSTANT = 1e-6;

static const char *name_of(const struct run *run, uint32_t task)
{
    const struct lane *lane = model_lane(&run->model, task);

    return lane ? model_name(&run->model, lane->name) : "?";
}

/* ---- Time --------------------------------------------------------------------------- */

bool done_by(struct run *run, double seconds)
{
    return run_seconds(run) < seconds + INSTANT ||
           seen(run, run_seconds(run), 0, "everything was done only at %.6g s",
                run_seconds(run));
}

bool not_done_before(struct run *run, double seconds)
{
    return run_seconds(run) > seconds - INSTANT ||
           seen(run, run_seconds(run), 0, "everything was done at %.6g s already",
                run_seconds(run));
}

bool done_at(struct run *run, double seconds)
{
    return done_by(run, seconds) && not_done_before(run, seconds);
}

bool as_long_as_solution(struct run *run)
{
    double wanted = run_seconds(run_of_solution(run));

    return fabs(run_seconds(run) - wanted) < INSTANT ||
           seen(run, run_seconds(run), 0, "it took %.6g s in place of %.6g s",
                run_seconds(run), wanted);
}

bool ends_with(struct run *run, const struct spells *spells)
{
    double last = 0;

    if (!all_ended(run, spells))
        return false;
    for (int i = 0; i < spells->count; i++)
        last = fmax(last, spells->all[i].end);
    if (run_seconds(run) < last + INSTANT)
        return true;
    seen(run, last, 0, "all was over at %.6g s, and main ended only at %.6g s", last,
         run_seconds(run));
    return because(run, "a time that was guessed is too long or too short: wait for the tasks "
                   "themselves, and for nothing else", 0);
}

/* ---- Ends ---------------------------------------------------------------------------- */

static const char *const outcomes[] = { "returned", "failed", "was cancelled" };

static const char *outcome_word(const struct lane *lane)
{
    return !lane->done ? "did not end" : lane->outcome <= LOG_CANCELLED
                                             ? outcomes[lane->outcome] : "ended oddly";
}

static bool lane_ended(struct run *run, const struct lane *lane, enum log_outcome outcome)
{
    if (lane->done && lane->outcome == outcome)
        return true;
    const char *text = lane->done && lane->text ? model_name(&run->model, lane->text) : "";
    char words[CODE_WORDS];
    if (lane->done && lane->outcome == LOG_FAILED && !*text)
        text = code_words(words, lane->code);
    return seen(run, lane->ended == LOG_NEVER ? -1 : (double)lane->ended / 1e9, lane->task,
                "%s %s%s%s", name_of(run, lane->task), outcome_word(lane),
                *text ? ": " : "", text);
}

bool main_ended(struct run *run, enum log_outcome outcome)
{
    if (run->model.lane_count == 0)
        return seen(run, -1, 0, "nothing ran");
    return lane_ended(run, &run->model.lanes[0], outcome);
}

bool tasks_ended(struct run *run, const char *name, enum log_outcome outcome)
{
    bool any = false;

    for (uint64_t i = 0; i < run->model.lane_count; i++) {
        const struct lane *lane = &run->model.lanes[i];
        if (!like(name, model_name(&run->model, lane->name)))
            continue;
        any = true;
        if (!lane_ended(run, lane, outcome))
            return false;
    }
    return any || seen(run, -1, 0, "there was no task \"%s\"", name);
}

static bool wrong_code(struct run *run, const struct lane *lane, int wanted)
{
    char got[CODE_WORDS], other[CODE_WORDS];

    return seen(run, (double)lane->ended / 1e9, lane->task, "%s failed with %s, not %s",
                name_of(run, lane->task), code_words(got, lane->code),
                code_words(other, wanted));
}

bool failed_with(struct run *run, const char *task, int code)
{
    if (!tasks_ended(run, task, LOG_FAILED))
        return false;
    for (uint64_t i = 0; i < run->model.lane_count; i++) {
        const struct lane *lane = &run->model.lanes[i];
        if (like(task, model_name(&run->model, lane->name)) && lane->code != code)
            return wrong_code(run, lane, code);
    }
    return true;
}

static const struct warning *find_warning(const struct run *run, int kind)
{
    for (uint64_t i = 0; i < run->model.warning_count; i++)
        if (kind < 0 || run->model.warnings[i].kind == kind)
            return &run->model.warnings[i];
    return NULL;
}

bool nothing_left_behind(struct run *run)
{
    const struct warning *left = find_warning(run, LOG_WARN_LEFT_BEHIND);

    return !left || seen(run, (double)left->time / 1e9, left->task,
                         "%s was still there when main had ended, at %.6g s",
                         name_of(run, left->task), (double)left->time / 1e9);
}

bool main_ends_last(struct run *run)
{
    const struct log_record *records = run->log.records;
    bool over = false;

    for (uint64_t i = 0; i < run->log.count && run->model.lane_count > 0; i++) {
        if (records[i].kind != LOG_DONE)
            continue;
        if (over)
            return seen(run, (double)records[i].time / 1e9, records[i].task,
                        "%s had not ended when main did, at %.6g s",
                        name_of(run, records[i].task), (double)records[i].time / 1e9);
        over = records[i].task == run->model.lanes[0].task;
    }
    return true;
}

bool no_warnings(struct run *run)
{
    const struct warning *warning = find_warning(run, -1);

    return !warning || seen(run, (double)warning->time / 1e9, warning->task,
                            "the runtime warned: %s",
                            model_name(&run->model, warning->text));
}

bool locks_free(struct run *run)
{
    const struct spells *held = holding(run, "*");

    for (int i = 0; i < held->count; i++)
        if (!held->all[i].ended)
            return seen(run, held->all[i].begin, held->all[i].task,
                        "\"%s\" was never released by %s",
                        model_name(&run->model, held->all[i].lock), held->all[i].name);
    return true;
}

/* ---- The thread ------------------------------------------------------------------------ */

static bool longer(struct run *run, const struct lane *lane, double seconds)
{
    for (uint64_t k = 0; k < lane->count; k++) {
        const struct span *span = &lane->spans[k];
        uint64_t end = span->end == LOG_NEVER ? run->model.now : span->end;
        double length = (double)(end - span->begin) / 1e9;
        if ((span->state == SPAN_RUNNING || span->state == SPAN_BLOCKED) &&
            length > seconds + INSTANT)
            return !seen(run, (double)span->begin / 1e9, lane->task,
                         "%s kept the thread for %.6g s, from %.6g s on%s%s",
                         name_of(run, lane->task), length, (double)span->begin / 1e9,
                         span->place ? ", at " : "",
                         span->place ? model_name(&run->model, span->place) : "");
    }
    return false;
}

bool no_step_longer_than(struct run *run, double seconds)
{
    for (uint64_t i = 0; i < run->model.lane_count; i++)
        if (longer(run, &run->model.lanes[i], seconds))
            return false;
    return true;
}

bool never_blocks(struct run *run)
{
    for (uint64_t i = 0; i < run->log.count; i++) {
        const struct log_record *record = &run->log.records[i];
        if (record->kind == LOG_BLOCK_BEGIN)
            return seen(run, (double)record->time / 1e9, record->task,
                        "%s blocked the thread at %.6g s%s%s",
                        record->task ? name_of(run, record->task) : "a callback",
                        (double)record->time / 1e9, record->place ? ", at " : "",
                        record->place ? model_name(&run->model, record->place) : "");
    }
    return true;
}

/* ---- Printed lines ---------------------------------------------------------------------- */

bool prints(struct run *run, const char *line)
{
    return lines(run, line)->count > 0 ||
           seen(run, -1, 0, "no line \"%s\" was printed", line);
}

bool prints_not(struct run *run, const char *line)
{
    const struct spells *found = lines(run, line);

    return found->count == 0 ||
           seen(run, found->all[0].begin, found->all[0].task, "\"%s\" was printed at %.6g s",
                found->all[0].name, found->all[0].begin);
}

/* How often the line is among the first n. */
static int occurrences(const struct line *all, int n, const char *text)
{
    int found = 0;

    for (int i = 0; i < n; i++)
        found += strcmp(all[i].text, text) == 0;
    return found;
}

/* The first line that `all` has oftener than `others`; NULL: there is none. */
static const struct line *odd_one(const struct line *all, int count,
                                  const struct line *others, int n)
{
    for (int i = 0; i < count; i++)
        if (occurrences(all, i + 1, all[i].text) > occurrences(others, n, all[i].text))
            return &all[i];
    return NULL;
}

/* Too many lines, or too few: which one it is, by what the solution prints. */
static bool wrong_lines(struct run *run)
{
    int count, n;
    const struct line *all = run_lines(run, &count);
    const struct line *wanted = run_lines(run_of_solution(run), &n);
    const struct line *odd = odd_one(all, count, wanted, n);

    if (odd)
        return seen(run, (double)odd->time / 1e9, odd->task,
                    "a line that nobody asked for was printed: \"%s\"", odd->text);
    odd = odd_one(wanted, n, all, count);
    return !odd || seen(run, -1, 0, "the line \"%s\" was not printed", odd->text);
}

bool prints_times(struct run *run, const char *line, int n)
{
    int count = lines(run, line)->count;

    if (count == n)
        return true;
    if (strcmp(line, "*") == 0 && !wrong_lines(run))
        return because(run, "", 1);
    return seen(run, -1, 0, "\"%s\" was printed %d time%s, not %d", line, count,
                count == 1 ? "" : "s", n);
}

bool prints_at(struct run *run, const char *line, double seconds)
{
    const struct spells *found = lines(run, line);

    if (!prints(run, line))
        return false;
    for (int i = 0; i < found->count; i++)
        if (fabs(found->all[i].begin - seconds) < INSTANT)
            return true;
    return seen(run, found->all[0].begin, found->all[0].task,
                "\"%s\" was printed at %.6g s, not at %.6g s", found->all[0].name,
                found->all[0].begin, seconds);
}

bool prints_in_order(struct run *run, const char *const *wanted, int n)
{
    int count, at = 0;
    const struct line *all = run_lines(run, &count);

    for (int i = 0; i < n; i++, at++) {
        while (at < count && !like(wanted[i], all[at].text))
            at++;
        if (at == count && i > 0)
            return seen(run, -1, 0, "no line \"%s\" was printed after \"%s\"", wanted[i],
                        wanted[i - 1]);
        if (at == count)
            return prints(run, wanted[i]);
    }
    return true;
}

bool prints_exactly(struct run *run, const char *const *wanted, int n)
{
    int count;
    const struct line *all = run_lines(run, &count);

    for (int i = 0; i < n || i < count; i++) {
        if (i >= count)
            return seen(run, -1, 0, "the line \"%s\" was not printed", wanted[i]);
        if (i >= n)
            return seen(run, (double)all[i].time / 1e9, all[i].task,
                        "a line too many was printed: \"%s\"", all[i].text);
        if (!like(wanted[i], all[i].text))
            return seen(run, (double)all[i].time / 1e9, all[i].task,
                        "line %d is \"%s\", not \"%s\"", i + 1, all[i].text, wanted[i]);
    }
    return true;
}

bool prints_as_solution(struct run *run)
{
    int count, n;
    const struct line *all = run_lines(run, &count);
    const struct line *wanted = run_lines(run_of_solution(run), &n);

    for (int i = 0; i < n || i < count; i++) {
        if (i >= count)
            return seen(run, -1, 0, "the line \"%s\" was not printed", wanted[i].text);
        if (i >= n)
            return seen(run, (double)all[i].time / 1e9, all[i].task,
                        "a line too many was printed: \"%s\"", all[i].text);
        if (strcmp(wanted[i].text, all[i].text) != 0)
            return seen(run, (double)all[i].time / 1e9, all[i].task,
                        "line %d is \"%s\", not \"%s\"", i + 1, all[i].text, wanted[i].text);
    }
    return true;
}

/* ---- Answers ------------------------------------------------------------------------------ */

/* What stands behind "name: " in the last such line; NULL: there is none. */
static const char *given(struct run *run, const char *name)
{
    const char *found = NULL;
    size_t n = strlen(name);
    int count;
    const struct line *all = run_lines(run, &count);

    for (int i = 0; i < count; i++)
        if (strncmp(all[i].text, name, n) == 0 && strncmp(all[i].text + n, ": ", 2) == 0)
            found = all[i].text + n + 2;
    if (!found)
        seen(run, -1, 0, "no line \"%s: ...\" was printed", name);
    return found;
}

bool answers(struct run *run, const char *name, double value)
{
    const char *text = given(run, name);
    char *end;

    if (!text)
        return false;
    double got = strtod(text, &end);
    if (end != text && !*end && fabs(got - value) <= INSTANT * fmax(1, fabs(value)))
        return true;
    return seen(run, -1, 0, "the answer \"%s\" is %s, not %.10g", name, text, value);
}

bool answers_text(struct run *run, const char *name, const char *value)
{
    const char *text = given(run, name);

    return text && (strcmp(text, value) == 0 ||
                    seen(run, -1, 0, "the answer \"%s\" is \"%s\", not \"%s\"", name, text,
                         value));
}
