/* SPDX-License-Identifier: MIT */
/* A page of text: lines that are never too wide, hold no raw byte from outside and do
 * not end in blanks. */
#ifndef PAGE_H
#define PAGE_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "paint.h"

enum page_style {
    PAGE_PLAIN = PAINT_LOOKS,   /* smaller ones: enum paint_look */
    PAGE_STRONG,
    PAGE_QUIET
};

struct page {
    FILE *out;
    int width;
    bool ascii, color;
    int column;                 /* of what comes next */
    int blanks;                 /* before it, not yet written */
    int style;
};

/* Begin a page; options out of range are put right. */
void page_init(struct page *page, FILE *out, int width, bool ascii, bool color);

/* What goes past the width is cut, with an ellipsis. */
void page_style(struct page *page, int style);
void page_text(struct page *page, const char *text);
void page_bytes(struct page *page, const char *text, uint64_t length, int columns);
void page_glyph(struct page *page, enum paint_look look);
void page_to(struct page *page, int column);    /* blanks up to there */
void page_trim(struct page *page);              /* takes blanks back */
void page_end(struct page *page);               /* of the line */

/* A whole paragraph that goes on at the column where it begins. */
void page_paragraph(struct page *page, const char *text);

#endif
