/* SPDX-License-Identifier: MIT */
/* Feeding a model as far as the viewer looks. */
#include "track.h"

enum { PART = 8192 };           /* records */

void track_init(struct track *track, const char *label, const struct recording *log)
{
    *track = (struct track){.label = label, .log = log};
    model_init(&track->model, &log->header);
    seating_init(&track->seating);
}

void track_done(struct track *track)
{
    model_done(&track->model);
    seating_done(&track->seating);
}

static void begin_anew(struct track *track)
{
    model_done(&track->model);
    model_init(&track->model, &track->log->header);
    seating_clear(&track->seating);
}

/* The header may be refined while the log grows. */
static bool same_clock(const struct track *track)
{
    const struct log_header *then = &track->model.header, *now = &track->log->header;

    return then->clock == now->clock && then->first_tick == now->first_tick &&
           then->ticks_per_second == now->ticks_per_second;
}

void track_seek_record(struct track *track, struct roster *roster, uint64_t fed)
{
    if (fed > track->log->count)
        fed = track->log->count;
    if (!same_clock(track))
        begin_anew(track);
    if (fed < track->model.fed)
        model_rewind(&track->model, fed);
    if (track->model.lane_count < track->seating.seated ||
        track->model.pool_count < track->seating.threads_seated)
        seating_clear(&track->seating);
    model_feed(&track->model, track->log->records + track->model.fed,
               fed - track->model.fed);
    seating_update(&track->seating, roster, &track->model);
}

void track_follow(struct track *track, struct roster *roster)
{
    track_seek_record(track, roster, track->log->count);
}

bool track_follow_on(struct track *track, struct roster *roster)
{
    track_seek_record(track, roster, track->model.fed + PART);
    return track_at_end(track);
}

bool track_at_end(const struct track *track)
{
    return track->model.fed == track->log->count;
}

static bool is_timed(const struct log_record *record)
{
    return record->kind != LOG_TEXT && record->kind != LOG_NAME;
}

static uint64_t time_of(const struct track *track, const struct log_record *record)
{
    const struct log_header *header = &track->log->header;

    if (record->time < header->first_tick)
        return 0;
    if (header->ticks_per_second == 1e9)
        return record->time - header->first_tick;
    return (uint64_t)((double)(record->time - header->first_tick) *
                      (1e9 / header->ticks_per_second));
}

uint64_t track_time(const struct track *track, uint64_t fed)
{
    while (fed > 0 && !is_timed(&track->log->records[fed - 1]))
        fed--;
    return fed > 0 ? time_of(track, &track->log->records[fed - 1]) : 0;
}

void track_seek(struct track *track, struct roster *roster, uint64_t time)
{
    uint64_t fed, next;

    if (!same_clock(track))
        begin_anew(track);
    if (track_time(track, track->model.fed) > time)
        model_rewind_to(&track->model, time);
    fed = track->model.fed;
    for (next = fed; next < track->log->count; next++) {
        const struct log_record *record = &track->log->records[next];

        if (is_timed(record) && time_of(track, record) > time)
            break;
        fed = next + 1;
    }
    track_seek_record(track, roster, fed);
}

static bool is_stop(const struct log_record *record, enum track_stop stop)
{
    switch (record->kind) {
    case LOG_STEP_END: case LOG_BLOCK_BEGIN: case LOG_WARNING: case LOG_RUN_END:
        return true;
    case LOG_RUN_BEGIN: case LOG_CREATED: case LOG_READY: case LOG_STEP_BEGIN: case LOG_DONE:
    case LOG_CANCEL: case LOG_BLOCK_END: case LOG_PRINT: case LOG_PASS_BEGIN:
    case LOG_PASS_END: case LOG_TIMER_SET: case LOG_TIMER_FIRED: case LOG_TIMER_CANCELLED:
    case LOG_ENTERED: case LOG_LEFT: case LOG_RESUMED: case LOG_SUSPENDED: case LOG_HOLDER:
    case LOG_VALUE: case LOG_TURN: case LOG_CHOICE: case LOG_JOB_QUEUED:
    case LOG_JOB_BEGIN: case LOG_JOB_SLEEP: case LOG_JOB_WAKE: case LOG_JOB_END:
        return stop == TRACK_EVENT;
    default:
        return false;
    }
}

bool track_next_stop(const struct track *track, enum track_stop stop, uint64_t *fed)
{
    for (uint64_t i = track->model.fed; i < track->log->count; i++)
        if (is_stop(&track->log->records[i], stop)) {
            *fed = i + 1;
            return true;
        }
    return false;
}

bool track_previous_stop(const struct track *track, enum track_stop stop, uint64_t *fed)
{
    for (uint64_t i = track->model.fed; i > 1; i--)
        if (is_stop(&track->log->records[i - 2], stop)) {
            *fed = i - 1;
            return true;
        }
    *fed = 0;
    return track->model.fed > 0;
}
