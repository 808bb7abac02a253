/* SPDX-License-Identifier: MIT */
/* A picture of the screen in memory: rows of cells, each a glyph and the role it
 * plays.  The screen is composed here and a terminal shows it, so that a picture
 * can be made and tested without one. */
#ifndef CANVAS_H
#define CANVAS_H

#include <stdbool.h>
#include <stdint.h>

/* What a cell is for; the terminal knows its colour. */
enum canvas_role {
    ROLE_PLAIN,
    ROLE_QUIET,                 /* grey: there, but not looked at first */
    ROLE_LABEL,                 /* bold */
    ROLE_RULE,                  /* lines that divide */
    ROLE_TITLE,                 /* the bar at the top */
    ROLE_TITLE_QUIET,
    ROLE_KEY,                   /* a key cap */
    ROLE_KEY_TEXT,              /* what the key does */
    ROLE_QUESTION,
    ROLE_CURSOR,                /* the moment looked at */
    ROLE_HERE,                  /* a line of text where somebody stands */
    ROLE_RUNNING,
    ROLE_READY,
    ROLE_SLEEPING,
    ROLE_WAITING,
    ROLE_BLOCKED,
    ROLE_FREE,
    ROLE_DONE,
    ROLE_FAILED,
    ROLE_CANCELLED,
    ROLE_COUNT
};

enum { CANVAS_MARKS = 2 };

struct canvas_cell {
    uint32_t glyph;             /* Unicode; 0: the right half of a wide one */
    uint32_t marks[CANVAS_MARKS];       /* combining characters on it; 0: none */
    uint8_t role;
};

struct canvas {
    int rows, columns;
    bool ascii;                 /* put a stand-in for what ASCII has not */
    struct canvas_cell *cells;
};

void canvas_init(struct canvas *canvas, bool ascii);
void canvas_done(struct canvas *canvas);
/* Give it this size and make it blank. */
void canvas_clear(struct canvas *canvas, int rows, int columns);
/* The cell there, NULL outside. */
struct canvas_cell *canvas_at(const struct canvas *canvas, int row, int column);

/* Put one glyph, or UTF-8 text (bytes that are none show as a mark, controls as
 * blanks).  Outside is cut off.  Returns the column behind it. */
int canvas_glyph(struct canvas *canvas, int row, int column, enum canvas_role role,
                 uint32_t glyph);
int canvas_text(struct canvas *canvas, int row, int column, enum canvas_role role,
                const char *text);
/* The same in at most `width` columns: what is too long ends in an ellipsis. */
int canvas_fit(struct canvas *canvas, int row, int column, int width,
               enum canvas_role role, const char *text);
void canvas_fill(struct canvas *canvas, int row, int column, int width,
                 enum canvas_role role, uint32_t glyph);

/* Columns that a text takes on the canvas. */
int canvas_width(const char *text);
/* Decode one character of UTF-8, at most `size` bytes: bytes taken (1 at least),
 * U+FFFD for what is none. */
int canvas_decode(const char *text, uint64_t size, uint32_t *glyph);
/* The canvas as UTF-8 lines without trailing blanks, to be freed by the caller. */
char *canvas_string(const struct canvas *canvas);

#endif
