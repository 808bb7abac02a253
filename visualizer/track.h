/* SPDX-License-Identifier: MIT */
/* One side of the screen: a log, and the model of it up to the moment looked at. */
#ifndef TRACK_H
#define TRACK_H

#include <stdbool.h>
#include <stdint.h>

#include "model.h"
#include "recording.h"
#include "roster.h"

enum track_stop { TRACK_STEP, TRACK_EVENT };

struct track {
    const char *label;
    const struct recording *log;    /* may still grow; the caller's */
    struct model model;             /* fed with the first model.fed records */
    struct seating seating;
    const char *trouble;            /* what goes wrong with it, a sentence; or NULL */
    bool over;                      /* its program is gone: nothing more will come */
};

void track_init(struct track *track, const char *label, const struct recording *log);
void track_done(struct track *track);

/* Feed all that there is. */
void track_follow(struct track *track, struct roster *roster);
/* Feed a part of it that takes about a millisecond.  True: that was all. */
bool track_follow_on(struct track *track, struct roster *roster);
/* Feed what happened up to `time` (ns) and no more: forward, or back from the start. */
void track_seek(struct track *track, struct roster *roster, uint64_t time);
/* The same by number of records. */
void track_seek_record(struct track *track, struct roster *roster, uint64_t fed);
/* Everything in the log is in the model. */
bool track_at_end(const struct track *track);

/* A stop is a record after which a viewer wants to look: a step or a blocking call
 * began to wait, a warning, the end; or any event that the screen shows.  How many records to feed to come to the next
 * one, or to the one before; false if there is none. */
bool track_next_stop(const struct track *track, enum track_stop stop, uint64_t *fed);
bool track_previous_stop(const struct track *track, enum track_stop stop, uint64_t *fed);
/* Time (ns) of the last of so many records. */
uint64_t track_time(const struct track *track, uint64_t fed);

#endif
