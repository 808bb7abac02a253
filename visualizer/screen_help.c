/* SPDX-License-Identifier: MIT */
/* What the textures and the keys mean. */
#include <string.h>

#include "screen_inside.h"

static const enum paint_look told[] = {PAINT_RUNNING, PAINT_SLEEPING, PAINT_WAITING,
                                       PAINT_READY, PAINT_BLOCKED, PAINT_FREE};

enum { TOLD = sizeof told / sizeof *told };

/* "░ sleeps": glyph and word.  Returns the column behind it. */
static int draw_look(struct canvas *canvas, int row, int column, enum paint_look look)
{
    for (int i = 0; i < 2; i++)
        column = canvas_glyph(canvas, row, column, role_of(look),
                              glyph_of(paint_glyph(look, canvas->ascii)));
    return canvas_text(canvas, row, column + 1, ROLE_QUIET, paint_word(look));
}

void legend_draw(struct canvas *canvas, const struct layout *layout, int row)
{
    int column = layout->margin;

    for (int i = 0; i < TOLD; i++) {
        if (column + 3 + canvas_width(paint_word(told[i])) + layout->margin > layout->columns)
            return;
        column = draw_look(canvas, row, column, told[i]) + 3;
    }
}

static const struct {
    const char *keys, *what;
} help[] = {
    {"space  Page Down", "start, pause, go on"},
    {".  ,", "one step on, one back"},
    {"← →  Home End", "move in time"},
    {"+ -", "faster, slower"},
    {"↑ ↓", "other lanes, if there are more"},
    {"r", "again, from the start"},
    {"?  Esc", "close this help"},
    {"q", "quit"},
};

enum { HELP = sizeof help / sizeof *help, BOX = 60, CAPS = 19 };

/* A frame with room around it; without the frame where it would cost a line. */
static void draw_frame(struct canvas *canvas, int top, int left, int rows, int columns)
{
    int right = left + columns - 1, bottom = top + rows - 1;

    for (int row = top; row <= bottom; row++)
        canvas_fill(canvas, row, left - 2, columns + 4, ROLE_PLAIN, ' ');
    if (rows < HELP + 2)
        return;
    for (int row = top; row <= bottom; row++) {
        canvas_glyph(canvas, row, left, ROLE_RULE, glyph_of("│"));
        canvas_glyph(canvas, row, right, ROLE_RULE, glyph_of("│"));
    }
    for (int row = top; row <= bottom; row += rows - 1) {
        canvas_fill(canvas, row, left, columns, ROLE_RULE, glyph_of("─"));
        canvas_glyph(canvas, row, left, ROLE_RULE, glyph_of(row == top ? "┌" : "└"));
        canvas_glyph(canvas, row, right, ROLE_RULE, glyph_of(row == top ? "┐" : "┘"));
    }
}

void help_draw(struct canvas *canvas)
{
    bool legend = canvas->rows >= HELP + TOLD + 5;
    int rows = HELP + 2 + (legend ? TOLD + 1 : 0);
    int columns = BOX < canvas->columns ? BOX : canvas->columns;
    int left = (canvas->columns - columns) / 2, top, row;

    if (rows > canvas->rows - 2)
        rows = canvas->rows - 2;
    top = 1 + (canvas->rows - 2 - rows) / 2;
    draw_frame(canvas, top, left, rows, columns);
    row = top + (rows >= HELP + 2 ? 1 : 0);
    for (int i = 0; i < HELP && row < top + rows; i++, row++) {
        canvas_text(canvas, row, left + 2, ROLE_LABEL, help[i].keys);
        canvas_fit(canvas, row, left + CAPS, columns - CAPS - 1, ROLE_PLAIN, help[i].what);
    }
    for (int i = 0; legend && i < TOLD; i++)
        draw_look(canvas, row + 1 + i, left + 2, told[i]);
}
