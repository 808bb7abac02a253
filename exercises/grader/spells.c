/* SPDX-License-Identifier: MIT */
/* Find stretches of time in a log. */
#define _POSIX_C_SOURCE 200809L
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "draw.h"
#include "one_run.h"

struct finder {
    struct run *run;
    struct spells *found;
    int room;
};

static struct finder finder_new(struct run *run, const char *what)
{
    struct finder finder = { .run = run, .found = run_make(run, sizeof(struct spells)) };

    finder.found->what = what;
    return finder;
}

static double seconds(uint64_t ns)
{
    return (double)ns / 1e9;
}

/* Open until somebody ends it: up to the end of the run. */
static struct spell *open_spell(struct finder *finder, uint64_t time, uint32_t task,
                                const char *name)
{
    struct spells *found = finder->found;

    if (found->count == finder->room) {
        int room = 2 * finder->room + 16;
        struct spell *more = run_make(finder->run, (size_t)room * sizeof *more);
        if (found->count)
            memcpy(more, found->all, (size_t)found->count * sizeof *more);
        found->all = more;
        finder->room = room;
    }
    found->all[found->count] = (struct spell){
        .begin = seconds(time), .end = run_seconds(finder->run), .task = task, .name = name,
    };
    return &found->all[found->count++];
}

static void end_spell(struct spell *spell, uint64_t time)
{
    spell->end = seconds(time);
    spell->ended = true;
}

/* The one of this task that is open since last, or of anybody if task is 0. */
static struct spell *last_open(struct spells *found, uint32_t task)
{
    for (int i = found->count - 1; i >= 0; i--)
        if (!found->all[i].ended && (!task || found->all[i].task == task))
            return &found->all[i];
    return NULL;
}

static const char *keep(struct run *run, const char *text)
{
    return say(run, "%s", text);
}

static const char *name_of(const struct run *run, uint64_t id)
{
    return model_name(&run->model, (uint32_t)id);
}

/* ---- Tasks and calls -------------------------------------------------------------- */

/* By its name or, where functions count, by its function; main's is the run's title. */
static bool is_task(const struct run *run, uint32_t task, const char *name, bool function)
{
    const struct lane *lane = model_lane(&run->model, task);

    return lane && (like(name, name_of(run, lane->name)) ||
                    (function && lane != run->model.lanes &&
                     like(name, name_of(run, lane->function))));
}

static const char *task_name(struct run *run, uint32_t task)
{
    const struct lane *lane = model_lane(&run->model, task);

    return keep(run, lane ? name_of(run, lane->name) : "?");
}

static bool has_begun(const struct spells *found, uint32_t task)
{
    for (int i = found->count - 1; i >= 0; i--)
        if (found->all[i].task == task)
            return true;
    return false;
}

static void find_tasks(struct finder *finder, const char *name, bool function)
{
    struct run *run = finder->run;

    for (uint64_t i = 0; i < run->log.count; i++) {
        const struct log_record *record = &run->log.records[i];
        if (record->kind != LOG_STEP_BEGIN && record->kind != LOG_DONE)
            continue;
        if (!is_task(run, record->task, name, function))
            continue;
        if (!has_begun(finder->found, record->task))
            open_spell(finder, record->time, record->task, task_name(run, record->task));
        struct spell *spell = last_open(finder->found, record->task);
        if (record->kind == LOG_DONE && spell)
            end_spell(spell, record->time);
    }
}

const struct spells *tasks(struct run *run, const char *name)
{
    struct finder finder = finder_new(run, say(run, "task \"%s\"", name));

    find_tasks(&finder, name, false);
    return finder.found;
}

static bool is_call(const struct run *run, const struct log_record *record,
                    const char *name)
{
    return like(name, name_of(run, record->value)) ||
           like(name, name_of(run, record->value >> 32));
}

/* Coroutines in place: LOG_LEFT leaves the one that its task entered last.  Those that
 * are not looked for have no name. */
static void find_entered(struct finder *finder, const char *name)
{
    struct run *run = finder->run;
    struct finder all = finder_new(run, "");

    for (uint64_t i = 0; i < run->log.count; i++) {
        const struct log_record *record = &run->log.records[i];
        if (record->kind == LOG_ENTERED) {
            open_spell(&all, record->time, record->task,
                       is_call(run, record, name) ? keep(run, name_of(run, record->value))
                                                  : NULL);
        } else if (record->kind == LOG_LEFT) {
            struct spell *spell = last_open(all.found, record->task);
            if (spell)
                end_spell(spell, record->time);
        }
    }
    for (int i = 0; i < all.found->count; i++)
        if (all.found->all[i].name)
            *open_spell(finder, 0, 0, NULL) = all.found->all[i];
}

static int by_begin(const void *a, const void *b)
{
    const struct spell *x = a, *y = b;

    return (x->begin > y->begin) - (x->begin < y->begin);
}

/* Stable: what began together stays in the order of the log. */
static void sort(struct run *run, struct spells *found)
{
    (void)run;
    for (int i = 1; i < found->count; i++)
        for (int k = i; k > 0 && by_begin(&found->all[k - 1], &found->all[k]) > 0; k--) {
            struct spell kept = found->all[k];
            found->all[k] = found->all[k - 1];
            found->all[k - 1] = kept;
        }
}

const struct spells *calls(struct run *run, const char *function_or_name)
{
    struct finder finder = finder_new(run, say(run, "call \"%s\"", function_or_name));

    find_tasks(&finder, function_or_name, true);
    find_entered(&finder, function_or_name);
    sort(run, finder.found);
    return finder.found;
}

const struct spells *states(struct run *run, const char *name, enum span_state state)
{
    static const char *const words[] = { "running", "ready", "sleeping", "waiting",
                                         "blocking", "free" };
    struct finder finder = finder_new(run, say(run, "%s task \"%s\"", words[state], name));

    for (uint64_t i = 0; i < run->model.lane_count; i++) {
        const struct lane *lane = &run->model.lanes[i];
        if (!like(name, name_of(run, lane->name)))
            continue;
        for (uint64_t k = 0; k < lane->count; k++) {
            if (lane->spans[k].state != state)
                continue;
            struct spell *spell = open_spell(&finder, lane->spans[k].begin, lane->task,
                                             task_name(run, lane->task));
            if (lane->spans[k].end != LOG_NEVER)
                end_spell(spell, lane->spans[k].end);
        }
    }
    sort(run, finder.found);
    return finder.found;
}

/* ---- Thread jobs --------------------------------------------------------------------- */

/* A record tells of it later than it was, if the loop was busy then. */
static uint64_t told_time(const struct log_record *record)
{
    return record->value < record->time ? record->value : record->time;
}

const struct spells *jobs(struct run *run, const char *name)
{
    struct finder finder = finder_new(run, say(run, "thread job \"%s\"", name));
    uint64_t count = run->model.job_count;
    int *number = run_make(run, (size_t)(count + 1) * sizeof *number);  /* of job, from 1 */

    for (uint64_t i = 0; i < run->log.count; i++) {
        const struct log_record *record = &run->log.records[i];
        uint64_t job = record->other <= count ? record->other : 0;
        struct spell *spell = number[job] ? &finder.found->all[number[job] - 1] : NULL;
        if (record->kind == LOG_JOB_QUEUED && job && like(name, name_of(run, record->value))) {
            open_spell(&finder, record->time, record->task,
                       keep(run, name_of(run, record->value)));
            number[job] = finder.found->count;
        } else if (record->kind == LOG_JOB_BEGIN && spell) {
            spell->begin = seconds(told_time(record));
        } else if (record->kind == LOG_JOB_END && spell) {
            end_spell(spell, told_time(record));
        }
    }
    return finder.found;
}

/* ---- Locks and semaphores ------------------------------------------------------------ */

/* Free places of the semaphores met so far, by name. */
struct places {
    uint32_t name;
    int64_t free;
};

static void hold(struct finder *finder, const struct log_record *record, uint32_t task)
{
    open_spell(finder, record->time, task, task_name(finder->run, task))->lock =
        (uint32_t)record->value;
}

/* By this task if it holds it, else by whoever has it longest. */
static void let_go(struct finder *finder, const struct log_record *record)
{
    struct spell *spell = NULL;

    for (int i = finder->found->count - 1; i >= 0; i--) {
        struct spell *open = &finder->found->all[i];
        if (open->ended || open->lock != (uint32_t)record->value)
            continue;
        spell = open;
        if (record->task && open->task == record->task)
            break;
    }
    if (spell)
        end_spell(spell, record->time);
}

/* A place that is given up with somebody in line is taken for that task at once: its
 * waking follows. */
static uint32_t taker(const struct run *run, uint64_t i)
{
    const struct log_record *record = &run->log.records[i];

    if (i + 1 < run->log.count) {
        const struct log_record *next = record + 1;
        if (next->kind == LOG_READY && next->detail == LOG_WAIT_SEMAPHORE &&
            next->other == record->task)
            return next->task;
    }
    return record->task;
}

static struct places *places_of(struct finder *finder, struct places **all, int *count,
                                uint32_t name)
{
    for (int i = 0; i < *count; i++)
        if ((*all)[i].name == name)
            return &(*all)[i];
    if ((*count & (*count + 1)) == 0) {         /* room for 2^k - 1 is full */
        struct places *more = run_make(finder->run, (2 * (size_t)*count + 1) * sizeof *more);
        if (*count)
            memcpy(more, *all, (size_t)*count * sizeof *more);
        *all = more;
    }
    (*all)[*count] = (struct places){ name, INT64_MAX };   /* the first change takes one */
    return &(*all)[(*count)++];
}

static void change_places(struct finder *finder, uint64_t i, struct places *places)
{
    const struct log_record *record = &finder->run->log.records[i];
    int64_t now = (int32_t)(record->value >> 32);

    if (now < places->free)
        hold(finder, record, taker(finder->run, i));
    else
        let_go(finder, record);
    places->free = now;
}

const struct spells *holding(struct run *run, const char *name)
{
    struct finder finder = finder_new(run, say(run, "holder of \"%s\"", name));
    struct places *semaphores = NULL;
    int count = 0;

    for (uint64_t i = 0; i < run->log.count; i++) {
        const struct log_record *record = &run->log.records[i];
        bool lock = record->kind == LOG_HOLDER;
        bool semaphore = record->kind == LOG_VALUE && record->detail == LOG_WAIT_SEMAPHORE;
        if ((!lock && !semaphore) || !like(name, name_of(run, record->value)))
            continue;
        if (semaphore)
            change_places(&finder, i, places_of(&finder, &semaphores, &count,
                                                (uint32_t)record->value));
        else if (record->task)
            hold(&finder, record, record->task);
        else
            let_go(&finder, record);
    }
    return finder.found;
}

/* ---- Printed lines -------------------------------------------------------------------- */

const struct spells *lines(struct run *run, const char *line)
{
    struct finder finder = finder_new(run, say(run, "printed line \"%s\"", line));
    int count;
    const struct line *all = run_lines(run, &count);

    for (int i = 0; i < count; i++)
        if (like(line, all[i].text))
            end_spell(open_spell(&finder, all[i].time, all[i].task, all[i].text),
                      all[i].time);
    return finder.found;
}

/* What stands for the one * of a pattern; NULL: it has none, or does not match. */
static const char *star(const char *pattern, const char *text, size_t *length)
{
    const char *at = strchr(pattern, '*');

    if (!at || !like(pattern, text))
        return NULL;
    size_t before = (size_t)(at - pattern), behind = strlen(at + 1);
    if (strlen(text) < before + behind)
        return NULL;
    *length = strlen(text) - before - behind;
    return text + before;
}

static bool is_pair(const char *first, const struct spell *spell, const char *last,
                    const struct line *line)
{
    size_t n, m;
    const char *words = star(first, spell->name, &n), *others = star(last, line->text, &m);

    if (words && others)
        return n == m && memcmp(words, others, n) == 0;
    return spell->task == line->task && like(last, line->text);
}

/* Spells that are open, in order, apart by what a pair has in common: there may be as many
 * as a hostile program can print. */
struct waiting {
    const char *first, *last;
    bool by_words;              /* for *; else by the task */
    int *heads, *tails, *next;  /* indices + 1 of spells; 0: none */
    uint64_t buckets;           /* a power of two */
};

static bool has_one_star(const char *pattern)
{
    const char *at = strchr(pattern, '*');

    return at && !strchr(at + 1, '*');
}

static struct waiting waiting_new(struct run *run, const char *first, const char *last,
                                  int count)
{
    struct waiting waiting = { .first = first, .last = last, .buckets = 1,
                               .by_words = has_one_star(first) && has_one_star(last) };
    bool mixed = strchr(first, '*') && strchr(last, '*') && !waiting.by_words;

    while (!mixed && waiting.buckets < (uint64_t)count)
        waiting.buckets *= 2;
    waiting.heads = run_make(run, waiting.buckets * sizeof(int));
    waiting.tails = run_make(run, waiting.buckets * sizeof(int));
    waiting.next = run_make(run, ((size_t)count + 1) * sizeof(int));
    return waiting;
}

static uint64_t bucket_of(const struct waiting *waiting, const char *pattern,
                          const char *text, uint32_t task)
{
    size_t n;
    const char *words = waiting->by_words ? star(pattern, text, &n) : NULL;

    return (words ? hash_bytes(HASH_BEGIN, words, n) : hash_bytes(HASH_BEGIN, &task, sizeof task)) &
           (waiting->buckets - 1);
}

static void put_waiting(struct waiting *waiting, const struct spells *found)
{
    const struct spell *spell = &found->all[found->count - 1];
    uint64_t bucket = bucket_of(waiting, waiting->first, spell->name, spell->task);
    int *link = waiting->heads[bucket] ? &waiting->next[waiting->tails[bucket]]
                                       : &waiting->heads[bucket];

    *link = waiting->tails[bucket] = found->count;
}

/* The one that the line ends, taken out; NULL: it ends none. */
static struct spell *take_waiting(struct waiting *waiting, const struct spells *found,
                                  const struct line *line)
{
    uint64_t bucket = bucket_of(waiting, waiting->last, line->text, line->task);
    int before = 0;

    for (int i = waiting->heads[bucket]; i; before = i, i = waiting->next[i]) {
        if (!is_pair(waiting->first, &found->all[i - 1], waiting->last, line))
            continue;
        *(before ? &waiting->next[before] : &waiting->heads[bucket]) = waiting->next[i];
        if (waiting->tails[bucket] == i)
            waiting->tails[bucket] = before;
        return &found->all[i - 1];
    }
    return NULL;
}

const struct spells *between(struct run *run, const char *first, const char *last)
{
    struct finder finder = finder_new(run, say(run, "stretch from \"%s\" to \"%s\"", first,
                                               last));
    int count;
    const struct line *all = run_lines(run, &count);
    struct waiting waiting = waiting_new(run, first, last, count);

    for (int i = 0; i < count; i++) {
        struct spell *open = like(last, all[i].text)
                                 ? take_waiting(&waiting, finder.found, &all[i]) : NULL;
        if (open) {
            end_spell(open, all[i].time);
        } else if (like(first, all[i].text)) {
            open_spell(&finder, all[i].time, all[i].task, all[i].text);
            put_waiting(&waiting, finder.found);
        }
    }
    return finder.found;
}
