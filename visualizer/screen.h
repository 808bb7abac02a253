/* SPDX-License-Identifier: MIT */
/* The screen, composed: logs and a moment in, a canvas of cells out.  Pure: what is
 * shown depends on nothing else. */
#ifndef SCREEN_H
#define SCREEN_H

#include <stdbool.h>
#include <stdint.h>

#include "canvas.h"
#include "reading.h"
#include "roster.h"
#include "track.h"
#include "view.h"

enum {
    SCREEN_SIDES = 2,
    SCREEN_LEAST_ROWS = 10,
    SCREEN_LEAST_COLUMNS = 40
};

struct screen {
    /* Texts; NULL: none. */
    const char *number, *title, *question, *moral;
    const struct track *tracks[SCREEN_SIDES];   /* fed up to the moment */
    int track_count;
    const struct roster *roster;
    uint64_t now;               /* the moment, ns */
    uint64_t axis_end;          /* ns, more than 0 */
    double speed;
    bool ready;                 /* nothing has begun: the question is asked */
    bool paused;
    bool looking_back;          /* the run itself is further than the moment */
    bool replay;
    bool help;
    struct view view;
    struct reading *reading;    /* what was read and found so far; the caller's, or NULL */
    uint64_t scroll;            /* first lane shown */
};

/* Compose for a window of this size.  A scroll that goes too far is taken back. */
void screen_draw(struct canvas *canvas, struct screen *screen, int rows, int columns);
/* True once every side has come to its end, well or not. */
bool screen_finished(const struct screen *screen);
/* The least of 1, 2, 5, 10 ... that is not before `time`, in ns. */
uint64_t screen_axis_for(uint64_t time);
/* The end of the axis for a run that is known to take so long: hardly more, and round. */
uint64_t screen_whole_axis(uint64_t end);

#endif
