/* SPDX-License-Identifier: MIT */
/* What the files of the text timeline share among themselves. */
#ifndef TEXT_INSIDE_H
#define TEXT_INSIDE_H

#include "page.h"
#include "paint.h"
#include "score.h"
#include "text.h"

enum { TEXT_INDENT = 2 };

struct text {                   /* one page, with what both sides have in common */
    struct page page;
    const struct side *sides;
    int n;
    struct score scores[2];
    struct paint_axis axis;
    int left;                   /* where bars begin */
    struct paint_cell *cells;   /* two rows: the one being drawn, and the one before */
    bool used[PAINT_LOOKS];     /* looks drawn so far, for the legend */
};

/* The title, the lanes and the thread of one side. */
void text_side(struct text *text, int side);
/* What it printed, and what went wrong. */
void text_prints(struct text *text, int side);
void text_troubles(struct text *text, int side);

#endif
