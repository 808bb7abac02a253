/* SPDX-License-Identifier: MIT */
/* A pane: a part of the screen that a key switches on and off.  The table of them is
 * in screen_panes.c; each is drawn by a file of its own, screen_NAME.c, that knows the
 * screen and a box, and nothing of its neighbours. */
#ifndef PANE_H
#define PANE_H

#include "canvas.h"
#include "screen.h"

/* The cells that a pane has to itself; the canvas does not cut off what goes beyond. */
struct box {
    int row, column, rows, columns;
};

enum pane_place {
    PLACE_ABOVE,                /* between title and lanes */
    PLACE_BELOW,                /* under the axis; as many side by side as there is room */
    PLACE_COVER                 /* there too, but alone and in place of the others */
};

struct pane {
    uint32_t key;               /* the character that switches it; 0: there is none yet */
    const char *cap;            /* the same as text */
    const char *name;           /* stands in the line above it */
    const char *does;           /* for the help: "what was printed" */
    const char *offer;          /* for the bottom line of a paused run; NULL: not there */
    enum pane_place place;
    int least;                  /* rows without which it is not shown */
    /* Rows that it would like to have in so many columns. */
    int (*rows)(const struct screen *screen, int columns);
    void (*draw)(struct canvas *canvas, const struct screen *screen,
                 const struct box *box);
};

/* NULL for what is not a pane that can be switched. */
const struct pane *pane_of(enum pane_id id);
/* Which one a character switches; PANE_LANES: none. */
enum pane_id pane_by_key(uint32_t character);

/* What panes are about: the selected task, else the running one, else the one that was
 * so last; NULL if there is none.  *track is the side that it is on, never NULL while
 * there is one. */
const struct lane *pane_subject(const struct screen *screen, const struct track **track);
/* First line to show of so many, for a pane with `rows` of them: view.offset, taken
 * back if it goes too far. */
int pane_scroll(const struct screen *screen, enum pane_id id, int lines, int rows);

#endif
