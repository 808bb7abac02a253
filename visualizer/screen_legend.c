/* SPDX-License-Identifier: MIT */
/* What the textures mean. */
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

