/* SPDX-License-Identifier: MIT */
/* When to stop before a class, and what to ask. */
#include "reveal.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "story.h"

static bool changes(const struct log_record *record)
{
    switch (record->kind) {
    case LOG_CREATED: case LOG_READY: case LOG_STEP_BEGIN: case LOG_STEP_END: case LOG_DONE:
    case LOG_BLOCK_BEGIN: case LOG_BLOCK_END: case LOG_PRINT: case LOG_WARNING:
    case LOG_RUN_END:
        return true;
    default:
        return false;
    }
}

uint64_t reveal_next(struct track *const *tracks, int n, uint64_t after)
{
    uint64_t first = LOG_NEVER;

    for (int i = 0; i < n; i++) {
        const struct recording *log = tracks[i]->log;

        for (uint64_t fed = tracks[i]->model.fed; fed < log->count; fed++) {
            uint64_t time;

            if (!changes(&log->records[fed]))
                continue;
            time = track_time(tracks[i], fed + 1);
            if (time <= after)
                continue;
            first = time < first ? time : first;
            break;
        }
    }
    return first;
}

uint64_t reveal_previous(struct track *const *tracks, int n, uint64_t before, uint64_t apart)
{
    uint64_t last = 0;

    for (int i = 0; i < n; i++)
        for (uint64_t fed = tracks[i]->model.fed; fed > 0; fed--) {
            uint64_t time;

            if (!changes(&tracks[i]->log->records[fed - 1]))
                continue;
            time = track_time(tracks[i], fed);
            if (time + apart >= before)
                continue;
            last = time > last ? time : last;
            break;
        }
    return last;
}

/* How many are in that state. */
static uint64_t count(const struct model *model, enum span_state state)
{
    uint64_t n = 0;

    for (uint64_t i = 0; i < model->lane_count; i++) {
        const struct lane *lane = &model->lanes[i];

        n += lane->ended == LOG_NEVER && lane->count &&
             lane->spans[lane->count - 1].state == (uint16_t)state;
    }
    return n;
}

void reveal_ask(char out[REVEAL_QUESTION], const struct track *track, uint64_t next)
{
    const struct model *model = &track->model;
    uint64_t asleep = count(model, SPAN_SLEEPING);
    char number[WORDS_DURATION], time[WORDS_DURATION];

    words_moment(time, next);
    story_number(number, asleep);
    number[0] = (char)toupper((unsigned char)number[0]);
    if (count(model, SPAN_BLOCKED) > 0)
        snprintf(out, REVEAL_QUESTION, "The thread is blocked until %s. Who comes next?", time);
    else if (asleep > 1)
        snprintf(out, REVEAL_QUESTION, "%s tasks sleep. Who wakes first?", number);
    else if (asleep == 1)
        snprintf(out, REVEAL_QUESTION, "It is nearly %s. What happens when the sleeper wakes?",
                 time);
    else
        snprintf(out, REVEAL_QUESTION, "What happens next, at %s?", time);
}
