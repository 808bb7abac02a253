/* SPDX-License-Identifier: MIT */
/* A fold of lanes as a strip: in each column, how much of its lanes' time went into
 * each state. */
#ifndef DENSITY_H
#define DENSITY_H

#include "paint.h"
#include "rows.h"

/* Shares of `columns` columns, each of SPAN_STATES: lanes that were in that state. */
struct density {
    float *shares;
    int columns;
    uint64_t counts[PAINT_LOOKS];   /* lanes in each state, or with each mark, now */
    uint64_t made_of[8];        /* see density_make() */
};

void density_done(struct density *density);
/* Of one row, as it is known at `now`.  Does nothing if it is what it was made of last
 * time. */
void density_make(struct density *density, const struct rows *rows, uint64_t row,
                  const struct roster *roster, const struct track *track,
                  const struct paint_axis *axis, uint64_t now);
/* What a strip of `rows` rows shows there, row 0 at the bottom: busy states first. */
enum paint_look density_look(const struct density *density, int column, int row, int rows,
                             uint64_t lanes);

#endif
