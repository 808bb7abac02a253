/* SPDX-License-Identifier: MIT */
/* What the textures mean. */
#include <string.h>

#include "screen_inside.h"

static const struct {
    enum paint_look look;
    const char *brief;          /* for narrow windows */
} told[] = {{PAINT_RUNNING, "runs"}, {PAINT_READY, "ready"}, {PAINT_SLEEPING, "sleeps"},
            {PAINT_WAITING, "waits"}, {PAINT_BLOCKED, "blocks"}, {PAINT_DONE, "done"},
            {PAINT_FAILED, "failed"}, {PAINT_CANCELLED, "cancelled"},
            {PAINT_FREE, "thread is free"}};

enum { TOLD = sizeof told / sizeof *told, APART = 2 };

static const char *word(int i, bool brief)
{
    return brief ? told[i].brief : paint_word(told[i].look);
}

static int width_of(bool brief)
{
    int width = -APART;

    for (int i = 0; i < TOLD - 1; i++)  /* the last one is not missed */
        width += 2 + canvas_width(word(i, brief)) + APART;
    return width;
}

/* All of it or, where even few words are too many, as much as there is room for. */
void legend_draw(struct canvas *canvas, const struct layout *layout, int row)
{
    int column = layout->margin, room = layout->columns - 2 * layout->margin;
    bool brief = width_of(false) > room;

    for (int i = 0; i < TOLD; i++) {
        const char *text = word(i, brief);

        if (column + 2 + canvas_width(text) > layout->margin + room)
            return;
        column = canvas_glyph(canvas, row, column, role_of(told[i].look),
                              glyph_of(paint_glyph(told[i].look, canvas->ascii)));
        column = canvas_text(canvas, row, column + 1, ROLE_QUIET, text) + APART;
    }
}
