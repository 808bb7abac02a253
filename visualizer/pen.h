/* SPDX-License-Identifier: MIT */
/* A pen: text put behind text in one row of a box, never past the box's edge. */
#ifndef PEN_H
#define PEN_H

#include "pane.h"

struct pen {
    struct canvas *canvas;
    int row, column, end;       /* end: the column behind the box */
};

/* At the box's row number `row`, from column `column` of the box on. */
struct pen pen_at(struct canvas *canvas, const struct box *box, int row, int column);
/* The pen's box ends after so many columns. */
struct pen pen_narrow(struct pen pen, int columns);
void pen_text(struct pen *pen, enum canvas_role role, const char *text);
void pen_print(struct pen *pen, enum canvas_role role, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
/* Text of a log, made fit to be shown, in at most so many columns. */
void pen_name(struct pen *pen, enum canvas_role role, const char *name, int columns);
/* Go on to that column of the canvas, if the pen is not past it. */
void pen_to(struct pen *pen, int column);
/* The same text in as many rows as it needs, at most `rows`; how many it took. */
int pen_wrap(struct canvas *canvas, const struct box *box, int row, int column, int rows,
             enum canvas_role role, const char *text);

#endif
