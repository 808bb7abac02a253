/* SPDX-License-Identifier: MIT */
/* Paint: lanes as cells and the time axis beneath them.  The text timeline and the
 * screen draw these cells and nothing else, so that they can never disagree. */
#ifndef PAINT_H
#define PAINT_H

#include <stdbool.h>
#include <stdint.h>

#include "model.h"
#include "words.h"

/* What one cell shows.  The first six are enum span_state, in its order. */
enum paint_look {
    PAINT_RUNNING,
    PAINT_READY,
    PAINT_SLEEPING,
    PAINT_WAITING,
    PAINT_BLOCKED,
    PAINT_FREE,
    PAINT_DONE,             /* the marks: in the column after the lane's end */
    PAINT_FAILED,
    PAINT_CANCELLED,
    PAINT_EMPTY,            /* before its creation, after its end, in the future */
    PAINT_LOOKS
};

struct paint_cell {
    uint8_t look;           /* enum paint_look */
    bool tick;              /* RUNNING or BLOCKED, but only for a moment of this column */
};

/* `columns` columns for the time from begin to end; columns > 0, end > begin. */
struct paint_axis {
    uint64_t begin, end;    /* ns */
    int columns;
};

struct paint_tick {
    uint64_t time;          /* ns */
    int column;             /* 0 .. columns: the last lies at axis.end */
    int label_column;       /* where its label starts */
    char label[WORDS_DURATION]; /* the last one carries the unit: "6 s"; may be "" */
};

enum { PAINT_TICKS = 16 };

/* One column of UTF-8, or of ASCII.  Never NULL; states differ by glyph alone. */
const char *paint_glyph(enum paint_look look, bool ascii);
/* In a word or two, for legends: "sleeps", "blocks the thread". */
const char *paint_word(enum paint_look look);

/* The column that holds `time`: -1 before the axis, `columns` at its end and after. */
int paint_column(const struct paint_axis *axis, uint64_t time);
/* The time at which a column begins. */
uint64_t paint_time(const struct paint_axis *axis, int column);
/* Paint a lane as it is known at `now`: what still lasts is drawn up to there.
 * Fills columns + 1 cells: the one past the axis takes the mark of an end there. */
void paint_lane(const struct lane *lane, const struct paint_axis *axis, uint64_t now,
                struct paint_cell *cells);

/* As many of `columns` as make the ticks fall at even distances, when that costs no
 * more than a tenth of them. */
int paint_even_columns(uint64_t begin, uint64_t end, int columns);
/* Ticks at 1, 2 or 5 times a power of ten, with labels that keep a distance of two
 * columns and reach at most `overhang` columns past the axis.  Fills at most
 * PAINT_TICKS, returns how many. */
int paint_ticks(const struct paint_axis *axis, int overhang, struct paint_tick *ticks);
/* The same as two lines of text: the rule is columns + 1 wide, the labels up to
 * columns + 1 + overhang.  `size` in bytes; a column of the rule takes up to 3. */
void paint_rule(const struct paint_axis *axis, bool ascii, char *out, int size);
void paint_labels(const struct paint_axis *axis, int overhang, char *out, int size);

#endif
