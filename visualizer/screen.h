/* SPDX-License-Identifier: MIT */
/* The screen, composed: logs and a moment in, a canvas of cells out.  Pure: what is
 * shown depends on nothing else. */
#ifndef SCREEN_H
#define SCREEN_H

#include <stdbool.h>
#include <stdint.h>

#include "canvas.h"
#include "density.h"
#include "reading.h"
#include "roster.h"
#include "rows.h"
#include "track.h"
#include "view.h"

enum {
    SCREEN_SIDES = 2,
    SCREEN_DENSITIES = 64,      /* strips that are kept between two pictures */
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
    struct {
        bool on, blank;             /* drawn for a projector; not at all */
        const char *question;       /* in place of what it asks for; NULL */
    } classroom;
    struct view view;
    struct reading *reading;    /* what was read and found so far; the caller's, or NULL */
    uint64_t scroll;            /* first row of lanes shown */
    bool show_selected;         /* scroll to the selected one */
    struct rows rows;           /* ours: see screen_done() */
    struct density *densities;
};

/* Free what was kept between two pictures. */
void screen_done(struct screen *screen);
/* The selection goes up or down by so many rows. */
void screen_select(struct screen *screen, int by);
/* The next warning, or the one before, round the end, of the side that is meant. */
void screen_choose_warning(struct screen *screen, int by);
/* Make the rows anew if something changed that they are made of. */
void screen_update(struct screen *screen);

enum hit { HIT_NOTHING, HIT_LANE, HIT_AXIS, HIT_PANE };

struct screen_hit {
    enum hit what;
    int side;
    uint64_t lane;              /* row of the roster */
    uint64_t time;              /* ns */
    enum pane_id pane;
};

/* What stands at a cell of a window of this size. */
struct screen_hit screen_at(struct screen *screen, int rows, int columns, int row, int column);
/* Compose for a window of this size.  A scroll that goes too far is taken back. */
void screen_draw(struct canvas *canvas, struct screen *screen, int rows, int columns);
/* True once every side has come to its end, well or not. */
bool screen_finished(const struct screen *screen);
/* The least of 1, 2, 5, 10 ... that is not before `time`, in ns. */
uint64_t screen_axis_for(uint64_t time);
/* The end of the axis for a run that is known to take so long: hardly more, and round. */
uint64_t screen_whole_axis(uint64_t end);

#endif
