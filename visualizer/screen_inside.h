/* SPDX-License-Identifier: MIT */
/* What the files of the screen share among themselves. */
#ifndef SCREEN_INSIDE_H
#define SCREEN_INSIDE_H

#include "paint.h"
#include "pane.h"
#include "screen.h"

enum { BELOW = 3 };             /* panes side by side, at most */

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
    int head, thread;           /* 1: the block has a head, the thread its lane */
    int gap;                    /* blank rows between lanes */
    int above;                  /* of a pane under the title, with its edge */
    enum pane_id above_pane;
    int below;                  /* of the panes under the axis */
    enum pane_id below_panes[BELOW];
    int below_count;
    int top, between, rule, story, second_rule, output, legend;
    int text;                   /* column at which sentences begin */
};

void layout_make(struct layout *layout, const struct screen *screen, int rows,
                 int columns);
/* Rows of one side: head, lanes, thread. */
int layout_side_rows(const struct layout *layout);

/* The warning that was chosen, NULL if there is none or their pane is off. */
const struct finding *screen_warning(const struct screen *screen);

/* Draw one part from `row` on; returns the row behind it. */
int block_draw(struct canvas *canvas, const struct screen *screen,
               const struct layout *layout, int side, int row);
/* What a block is made of.  A bar returns the column behind what was painted. */
void head_draw(struct canvas *canvas, const struct screen *screen,
               const struct layout *layout, int side, int row);
void label_draw(struct canvas *canvas, const struct layout *layout, int row,
                enum canvas_role role, const char *name);
void cell_draw(struct canvas *canvas, const struct layout *layout, int row, int column,
               enum paint_look look);
int bar_draw(struct canvas *canvas, const struct screen *screen,
             const struct layout *layout, const struct lane *lane, int row);
void thread_draw(struct canvas *canvas, const struct screen *screen,
                 const struct layout *layout, int side, int row);
/* Who woke the selected task, and whom it woke, as far as both are in view. */
void arrows_draw(struct canvas *canvas, const struct screen *screen,
                 const struct layout *layout, int side, int row);
int axis_draw(struct canvas *canvas, const struct screen *screen,
              const struct layout *layout, int row);
int telling_draw(struct canvas *canvas, const struct screen *screen,
                 const struct layout *layout, int row);
int output_draw(struct canvas *canvas, const struct screen *screen,
                const struct layout *layout, int row);
void legend_draw(struct canvas *canvas, const struct layout *layout, int row);
void help_draw(struct canvas *canvas, const struct screen *screen);

/* The panes that are on; the lower ones return the row behind them. */
void panes_draw_above(struct canvas *canvas, const struct screen *screen,
                      const struct layout *layout, int row);
int panes_draw_below(struct canvas *canvas, const struct screen *screen,
                     const struct layout *layout, int row);
/* What each can do for the table in screen_panes.c. */
int output_pane_rows(const struct screen *screen, int columns);
void output_pane_draw(struct canvas *canvas, const struct screen *screen,
                      const struct box *box);

int xray_pane_rows(const struct screen *screen, int columns);
void xray_pane_draw(struct canvas *canvas, const struct screen *screen,
                    const struct box *box);
int source_pane_rows(const struct screen *screen, int columns);
void source_pane_draw(struct canvas *canvas, const struct screen *screen,
                      const struct box *box);
int task_pane_rows(const struct screen *screen, int columns);
void task_pane_draw(struct canvas *canvas, const struct screen *screen,
                    const struct box *box);
int why_pane_rows(const struct screen *screen, int columns);
void why_pane_draw(struct canvas *canvas, const struct screen *screen,
                   const struct box *box);
int warnings_pane_rows(const struct screen *screen, int columns);
void warnings_pane_draw(struct canvas *canvas, const struct screen *screen,
                        const struct box *box);
int python_pane_rows(const struct screen *screen, int columns);
void python_pane_draw(struct canvas *canvas, const struct screen *screen,
                      const struct box *box);
/* What went wrong on all sides up to the moment. */
uint64_t warnings_count(const struct screen *screen);

void classroom_draw(struct canvas *canvas, const struct screen *screen);
/* What happens now, in words. */
void story_draw(struct canvas *canvas, const struct screen *screen,
                const struct layout *layout, int row);
/* A text in at most so many rows; returns the row behind it. */
int sentence_draw(struct canvas *canvas, int row, int column, int width, int rows,
                  enum canvas_role role, const char *text);

void keys_draw(struct canvas *canvas, const struct screen *screen, int row);

enum canvas_role role_of(enum paint_look look);
/* One glyph given as UTF-8. */
/* Decimals of seconds that tell one column from the next. */
int layout_decimals(const struct layout *layout);
uint32_t glyph_of(const char *text);
bool track_stopped(const struct track *track);

#endif
