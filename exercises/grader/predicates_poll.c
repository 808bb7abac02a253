/* SPDX-License-Identifier: MIT */
/* Does a task look again and again, in place of being woken? */
#include "one_run.h"

enum { IN_A_ROW = 4 };      /* so many sleeps with nothing between: it looks at a clock */

struct sleeper {
    int row;                /* sleeps so far at one place, with nothing between */
    uint32_t place;
    bool idle;              /* since the last one it has done nothing that the log knows of */
    uint64_t since;
};

/* What the runtime writes about every sleep, and locks: to lock is not to do. */
static bool is_waking(const struct log_record *record)
{
    switch (record->kind) {
    case LOG_STEP_BEGIN:
    case LOG_STEP_END:
    case LOG_READY:
    case LOG_TIMER_SET:
    case LOG_TIMER_FIRED:
    case LOG_HOLDER:
        return true;
    default:
        return false;
    }
}

/* Whose doing it is: who wakes or makes another one does something, too. */
static uint32_t doer(const struct log_record *record)
{
    bool by_other = record->kind == LOG_READY || record->kind == LOG_CREATED ||
                    record->kind == LOG_CANCEL;

    return by_other ? record->other : record->task;
}

static void count_sleep(struct sleeper *sleeper, const struct log_record *record)
{
    sleeper->row = sleeper->idle && record->place == sleeper->place ? sleeper->row + 1 : 1;
    sleeper->place = record->place;
    if (sleeper->row == 1)
        sleeper->since = record->time;
    sleeper->idle = true;
}

static const char *name_of(const struct run *run, uint32_t task)
{
    const struct lane *lane = model_lane(&run->model, task);

    return lane ? model_name(&run->model, lane->name) : "?";
}

static bool saw(struct run *run, const struct log_record *record, uint64_t since)
{
    return seen(run, (double)since / 1e9, record->task, "%s looked again and again: from "
                "%.6g s on it slept %d times in a row and did nothing between%s%s",
                name_of(run, record->task), (double)since / 1e9, IN_A_ROW,
                record->place ? ", at " : "",
                record->place ? model_name(&run->model, record->place) : "");
}

bool never_polls(struct run *run)
{
    uint64_t lanes = run->model.lane_count;
    struct sleeper *all = run_make(run, (size_t)(lanes + 1) * sizeof *all);

    for (uint64_t i = 0; i < run->log.count; i++) {
        const struct log_record *record = &run->log.records[i];
        if (record->kind == LOG_TEXT || record->kind == LOG_NAME ||
            record->kind >= LOG_JOB_QUEUED)
            continue;
        const struct lane *lane = model_lane(&run->model, doer(record));
        if (!lane)
            continue;
        struct sleeper *sleeper = &all[lane - run->model.lanes];
        bool sleeps = record->kind == LOG_STEP_END && record->detail == LOG_WAIT_SLEEP;
        bool wakes_other = record->kind == LOG_READY && record->other != record->task;
        if (sleeps)
            count_sleep(sleeper, record);
        else if (record->kind == LOG_STEP_END || wakes_other || !is_waking(record))
            sleeper->idle = false;
        if (sleeper->row == IN_A_ROW)
            return saw(run, record, sleeper->since);
    }
    return true;
}
