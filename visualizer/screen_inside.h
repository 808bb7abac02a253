/* SPDX-License-Identifier: MIT */
/* What the files of the screen share among themselves. */
#ifndef SCREEN_INSIDE_H
#define SCREEN_INSIDE_H

#include "paint.h"
#include "screen.h"

/* Where everything stands.  Heights are rows; 0: left out. */
struct layout {
    int rows, columns;
    int margin;                 /* left of everything */
    int label, label_width;     /* names of lanes */
    int axis;                   /* column at which the axis begins */
    struct paint_axis time;
    int lanes;                  /* shown a side */
    bool more;                  /* a row tells how many are not */
    int bar;                    /* rows of a lane */
    int gap;                    /* blank rows between lanes */
    int top, between, rule, story, second_rule, output, legend;
    int text;                   /* column at which sentences begin */
};

void layout_make(struct layout *layout, const struct screen *screen, int rows,
                 int columns);
/* Rows of one side: head, lanes, thread. */
int layout_side_rows(const struct layout *layout);

/* Draw one part from `row` on; returns the row behind it. */
int block_draw(struct canvas *canvas, const struct screen *screen,
               const struct layout *layout, int side, int row);
int axis_draw(struct canvas *canvas, const struct screen *screen,
              const struct layout *layout, int row);
int telling_draw(struct canvas *canvas, const struct screen *screen,
                 const struct layout *layout, int row);
int output_draw(struct canvas *canvas, const struct screen *screen,
                const struct layout *layout, int row);
void legend_draw(struct canvas *canvas, const struct layout *layout, int row);
void help_draw(struct canvas *canvas);

enum canvas_role role_of(enum paint_look look);
/* One glyph given as UTF-8. */
uint32_t glyph_of(const char *text);
bool track_stopped(const struct track *track);

#endif
