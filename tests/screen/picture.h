/* SPDX-License-Identifier: MIT */
/* A screen composed from logs made by hand: no terminal, no clock, no child. */
#ifndef PICTURE_H
#define PICTURE_H

#include "screen.h"

struct picture {
    struct recording logs[SCREEN_SIDES];
    struct roster roster;
    struct track tracks[SCREEN_SIDES];
    struct screen screen;
    struct reading reading;
    struct canvas canvas;
};

/* The race of fake_race(), before its start. */
void picture_race(struct picture *picture);
/* One run with so many tasks that sleep for a second. */
void picture_many(struct picture *picture, int tasks);
/* One run from that log, which is the picture's from now on; the axis ends there. */
void picture_of(struct picture *picture, const struct recording *log, uint64_t axis_end);
void picture_done(struct picture *picture);

/* Go to that moment (ns), as after a pause. */
void picture_at(struct picture *picture, uint64_t time);
void picture_draw(struct picture *picture, int rows, int columns);
/* Draw, and compare with the golden screen. */
void picture_check(struct picture *picture, int rows, int columns, const char *golden);
/* The text of one row, valid until the next call. */
const char *picture_row(struct picture *picture, int row);
bool picture_has(struct picture *picture, const char *text);
/* Role of the cell in the row at the first column that shows this glyph. */
enum canvas_role picture_role(struct picture *picture, int row, uint32_t glyph);

#endif
