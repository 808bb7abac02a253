/* SPDX-License-Identifier: MIT */
/* What the files of the picture share among themselves. */
#ifndef SVG_INSIDE_H
#define SVG_INSIDE_H

#include "paint.h"
#include "score.h"
#include "svg.h"

enum {
    SVG_WIDTH = 1200, SVG_MARGIN = 24, SVG_RIGHT = 150,
    SVG_CHARACTER = 9,          /* width of one, at the usual size */
    SVG_NAME = 24               /* columns of a name, at most */
};

struct svg {
    FILE *out;
    const struct side *sides;
    int n;
    const char *title;
    struct score scores[2];
    struct paint_axis axis;     /* a column is a unit of the picture */
    struct paint_cell *cells;
    int left;                   /* where bars begin */
    int row, bar;               /* heights of a lane, and of what is drawn in it */
    int y;                      /* where the next thing goes */
    int lanes[2];               /* where a side's lanes begin */
    bool used[PAINT_LOOKS];
};

/* Text, fit to be shown (at most so many columns) and escaped. */
void svg_text(FILE *out, const char *text, int columns);
/* The name of a look as a class. */
const char *svg_class(enum paint_look look);
/* Style sheet and textures. */
void svg_style(FILE *out);

/* A lane's bars from the left of the axis, at y 0. */
void svg_lane(struct svg *svg, const struct model *model, const struct lane *lane,
              const char *name);
/* The look alone, so wide, for the legend. */
void svg_swatch(struct svg *svg, enum paint_look look, int width);
/* Arrows from who woke to who was woken, where they are few enough to be read. */
void svg_wakes(struct svg *svg, int side);
/* Where a time lies, in units of the picture from the left. */
double svg_x(const struct svg *svg, uint64_t time);

#endif
