/* SPDX-License-Identifier: MIT */
/* Escape sequences for a canvas. */
#include "ansi.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "grow.h"
#include "look.h"

void ansi_init(struct ansi *ansi)
{
    *ansi = (struct ansi){.size = 0};
    canvas_init(&ansi->before, false);
}

void ansi_done(struct ansi *ansi)
{
    canvas_done(&ansi->before);
    free(ansi->bytes);
}

__attribute__((format(printf, 2, 3)))
static void put(struct ansi *ansi, const char *format, ...)
{
    enum { ROOM = 64 };
    uint64_t capacity = ansi->capacity;
    va_list list;

    ansi->bytes = grow(ansi->bytes, &capacity, ansi->size + ROOM, 1);
    ansi->capacity = capacity;
    va_start(list, format);
    ansi->size += (size_t)vsnprintf(ansi->bytes + ansi->size, ROOM, format, list);
    va_end(list);
}

static void put_glyph(struct ansi *ansi, uint32_t glyph)
{
    if (glyph < 0x80)
        put(ansi, "%c", (int)glyph);
    else if (glyph < 0x800)
        put(ansi, "%c%c", (int)(0xc0 | glyph >> 6), (int)(0x80 | (glyph & 0x3f)));
    else if (glyph < 0x10000)
        put(ansi, "%c%c%c", (int)(0xe0 | glyph >> 12), (int)(0x80 | (glyph >> 6 & 0x3f)),
            (int)(0x80 | (glyph & 0x3f)));
    else
        put(ansi, "%c%c%c%c", (int)(0xf0 | glyph >> 18), (int)(0x80 | (glyph >> 12 & 0x3f)),
            (int)(0x80 | (glyph >> 6 & 0x3f)), (int)(0x80 | (glyph & 0x3f)));
}

static void put_role(struct ansi *ansi, enum canvas_role role)
{
    const struct look *look = look_of(role);

    put(ansi, "\033[0%s", look->bold ? ";1" : "");
    if (look->dark >= 0)
        put(ansi, ";38;5;%d", look->dark);
    if (look->back >= 0)
        put(ansi, ";48;5;%d", look->back);
    put(ansi, "m");
}

static bool same(const struct canvas_cell *a, const struct canvas_cell *b)
{
    return a->glyph == b->glyph && a->role == b->role &&
           memcmp(a->marks, b->marks, sizeof a->marks) == 0;
}

static void put_cell(struct ansi *ansi, const struct canvas_cell *cell)
{
    if (cell->glyph)
        put_glyph(ansi, cell->glyph);
    for (int i = 0; cell->glyph && i < CANVAS_MARKS && cell->marks[i]; i++)
        put_glyph(ansi, cell->marks[i]);
}

/* The cells of a row that are not as they were; a wide glyph's right half goes with it. */
static void put_row(struct ansi *ansi, const struct canvas *canvas, int row, int *role)
{
    int at = -1;                        /* column of the cursor */

    for (int column = 0; column < canvas->columns; column++) {
        const struct canvas_cell *cell = canvas_at(canvas, row, column);

        if (same(cell, canvas_at(&ansi->before, row, column)) || !cell->glyph)
            continue;
        if (at != column)
            put(ansi, "\033[%d;%dH", row + 1, column + 1);
        if (*role != cell->role)
            put_role(ansi, (enum canvas_role)cell->role);
        *role = cell->role;
        put_cell(ansi, cell);
        at = column + 1;
        const struct canvas_cell *next = canvas_at(canvas, row, column + 1);
        if (next && !next->glyph)
            at++;
    }
}

const char *ansi_frame(struct ansi *ansi, const struct canvas *canvas)
{
    size_t n = (size_t)canvas->rows * (size_t)canvas->columns;
    int role = -1;

    ansi->size = 0;
    if (ansi->before.rows != canvas->rows || ansi->before.columns != canvas->columns) {
        put(ansi, "\033[0m\033[?25l\033[2J");
        canvas_clear(&ansi->before, canvas->rows, canvas->columns);
    }
    for (int row = 0; row < canvas->rows; row++)
        put_row(ansi, canvas, row, &role);
    memcpy(ansi->before.cells, canvas->cells, n * sizeof *canvas->cells);
    return ansi->bytes ? ansi->bytes : "";
}
