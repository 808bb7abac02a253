/* SPDX-License-Identifier: MIT */
/* The children of a live screen: started together under one remote and one zero. */
#ifndef RACE_H
#define RACE_H

#include <stdbool.h>
#include <stdint.h>

#include "ending.h"
#include "launch.h"
#include "live.h"
#include "model.h"
#include "remote.h"

struct race {
    struct launch *children[LIVE_SIDES];
    int count;
    struct remote *remote;      /* the caller's */
    double news[LIVE_SIDES];    /* when the last record came, monotonic seconds */
    char trouble[LIVE_SIDES][ENDING_TEXT];
    /* Steps that were asked for and are not yet allowed. */
    int steps;
    bool alarmed;               /* the clock was put forward for the first of them */
    struct race_held {
        uint64_t records;       /* how many it had when a step was allowed */
        double until;           /* when we stop waiting for it; monotonic seconds */
    } held[LIVE_SIDES];
};

/* Start all sides, held at time 0.  False with a sentence in `error`. */
bool race_start(struct race *race, const struct live_options *options,
                struct remote *remote, char *error, int size);
/* End all that live and forget them. */
void race_stop(struct race *race);

/* Take what was written.  True if there was anything, an end included. */
bool race_drain(struct race *race);
/* True once nobody lives and all was drained. */
bool race_over(const struct race *race);

/* While paused: one step for everybody, or if all wait, on to the first alarm.  Asked
 * for twice it is two steps.  Goes on in race_go_on(), after each race_drain(), which
 * has to be called until it returns false. */
void race_ask_step(struct race *race);
bool race_go_on(struct race *race);

/* What is wrong with that child, in a sentence; NULL: nothing so far.  The model was
 * fed all that was drained. */
const char *race_trouble(struct race *race, int child, const struct model *model);
/* 0 if every child that ended did so with 0. */
int race_status(const struct race *race);

/* Monotonic seconds. */
double race_clock(void);

#endif
