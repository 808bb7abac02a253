/* SPDX-License-Identifier: MIT */
/* Does a log hold together?  The runtime writes it by rules that a program which only
 * scribbles does not keep. */
#include <stdio.h>

#include "scenario.h"

struct reading {
    uint64_t time;
    uint32_t blocking;          /* the task that keeps the thread, + 1; 0: none does */
    bool begun, ended, waiting; /* waiting: a pass ended, time may pass */
};

static const char *check_header(const struct log_header *header, bool stuck)
{
    if (!stuck && (header->flags & LOG_UNFINISHED))
        return "the log was not closed by the runtime";
    if (header->clock != LOG_CLOCK_VIRTUAL || (header->flags & LOG_SYNCHRONOUS))
        return "the clock or the mode was changed";
    if (header->first_tick != 0 || header->ticks_per_second != 1e9)
        return "the clock's calibration was changed";
    return NULL;
}

/* Time passes while the loop waits and in a blocking call, and at no other moment. */
static const char *check_time(struct reading *reading, const struct log_record *record)
{
    if (record->kind == LOG_TEXT)           /* these bytes are no time */
        return NULL;
    if (record->time < reading->time)
        return "time went back";
    if (record->time > reading->time && !reading->waiting && !reading->blocking)
        return "time passed while nobody waited";
    reading->time = record->time;
    return NULL;
}

static const char *check_order(struct reading *reading, const struct log_record *record)
{
    bool text = record->kind == LOG_TEXT || record->kind == LOG_NAME;

    if (record->kind == LOG_RUN_BEGIN) {
        if (reading->begun)
            return "there was a second run";
        reading->begun = true;
    } else if (record->kind == LOG_RUN_END) {
        if (!reading->begun || reading->ended)
            return "the run ended twice, or before it began";
        reading->ended = true;
    } else if (reading->ended && !text && record->kind != LOG_PRINT &&
               record->kind != LOG_WARNING) {
        return "the run went on after its end";
    }
    return NULL;
}

/* What the loop hears of its threads while it waits; the wait goes on. */
static bool is_heard(const struct log_record *record)
{
    return (record->kind >= LOG_JOB_BEGIN && record->kind <= LOG_JOB_END) ||
           (record->kind == LOG_PRINT && record->other != 0);
}

static void follow(struct reading *reading, const struct log_record *record)
{
    if (record->kind == LOG_PASS_END)
        reading->waiting = true;
    else if (record->kind != LOG_TEXT && record->kind != LOG_NAME && !is_heard(record))
        reading->waiting = false;
    if (record->kind == LOG_BLOCK_BEGIN)
        reading->blocking = record->task + 1;
    else if (record->kind == LOG_BLOCK_END)
        reading->blocking = 0;
}

static const char *check_records(const struct recording *log, bool stuck)
{
    struct reading reading = { .time = 0 };

    for (uint64_t i = 0; i < log->count; i++) {
        const struct log_record *record = &log->records[i];
        const char *wrong = check_order(&reading, record);
        if (!wrong)
            wrong = check_time(&reading, record);
        if (wrong)
            return wrong;
        follow(&reading, record);
    }
    return reading.ended || stuck ? NULL : "the log has no end";
}

static const char *check_lanes(const struct model *model, bool stuck)
{
    for (uint64_t i = 0; i < model->lane_count; i++)
        if (!stuck && !model->lanes[i].done)
            return "the run ended with a task that had not";
    return model->lane_count ? NULL : "nothing ran";
}

const char *log_complaint(const struct run *run, uint64_t printed)
{
    const struct model *model = &run->model;
    const char *wrong = check_header(&run->log.header, run->stuck);

    if (!wrong && model->complaint)
        wrong = model->complaint;
    if (!wrong && model->skipped)
        wrong = "it holds records that the runtime does not write";
    if (!wrong)
        wrong = check_records(&run->log, run->stuck);
    if (!wrong)
        wrong = check_lanes(model, run->stuck);
    if (!wrong && model->output_size != printed)
        wrong = "what came out is not what the log says was printed";
    return wrong;
}
