/* SPDX-License-Identifier: MIT */
/* A picture of the screen in memory. */
#define _GNU_SOURCE
#include "canvas.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

enum { REPLACEMENT = 0xfffd, ELLIPSIS = 0x2026 };

/* One ASCII character for each glyph that our own texts use. */
static const struct {
    uint32_t glyph;
    char ascii;
} stand_ins[] = {
    {0x00b7, '.'}, {0x00d7, 'x'}, {0x2013, '-'}, {0x2016, '='}, {0x2018, '\''},
    {0x2019, '\''}, {0x201c, '"'}, {0x201d, '"'}, {0x2026, '~'}, {0x2190, '<'},
    {0x2191, '^'}, {0x2192, '>'}, {0x2193, 'v'}, {0x2298, '/'}, {0x2500, '-'},
    {0x2502, '|'}, {0x2503, '|'}, {0x250c, '+'}, {0x2510, '+'}, {0x2514, '+'},
    {0x2518, '+'}, {0x252c, '+'},
    {0x25a0, '#'}, {0x25b6, '>'}, {0x2713, '+'}, {0x2717, 'x'}, {0x26a0, '!'},
    {0x00b5, 'u'}, {0x25b2, '^'}, {0x25bc, 'v'}, {0x25b8, '>'}, {0x25c2, '<'},
    {0x25cf, '*'}, {0x258f, '|'},
};

static uint32_t to_ascii(uint32_t glyph)
{
    if (glyph < 0x7f)
        return glyph;
    for (unsigned i = 0; i < sizeof stand_ins / sizeof *stand_ins; i++)
        if (stand_ins[i].glyph == glyph)
            return (uint32_t)stand_ins[i].ascii;
    return '?';
}

void canvas_init(struct canvas *canvas, bool ascii)
{
    *canvas = (struct canvas){.ascii = ascii};
}

void canvas_done(struct canvas *canvas)
{
    free(canvas->cells);
    canvas->cells = NULL;
    canvas->rows = canvas->columns = 0;
}

void canvas_clear(struct canvas *canvas, int rows, int columns)
{
    size_t n = (size_t)rows * (size_t)columns;

    if (rows != canvas->rows || columns != canvas->columns) {
        canvas->cells = realloc(canvas->cells, (n ? n : 1) * sizeof *canvas->cells);
        if (!canvas->cells) {
            fprintf(stderr, "out of memory for a screen of %dx%d\n", columns, rows);
            abort();
        }
        canvas->rows = rows;
        canvas->columns = columns;
    }
    for (size_t i = 0; i < n; i++)
        canvas->cells[i] = (struct canvas_cell){.glyph = ' '};
}

struct canvas_cell *canvas_at(const struct canvas *canvas, int row, int column)
{
    if (row < 0 || row >= canvas->rows || column < 0 || column >= canvas->columns)
        return NULL;
    return &canvas->cells[(size_t)row * (size_t)canvas->columns + (size_t)column];
}

static int glyph_width(uint32_t glyph)
{
    int width;

    if (glyph < 0x7f)
        return 1;
    width = wcwidth((wchar_t)glyph);
    return width < 0 ? 1 : width;
}

/* A combining character joins the glyph to its left. */
static void add_mark(struct canvas *canvas, int row, int column, uint32_t mark)
{
    struct canvas_cell *cell = canvas_at(canvas, row, column - 1);

    if (cell && !cell->glyph)
        cell = canvas_at(canvas, row, column - 2);
    for (int i = 0; cell && i < CANVAS_MARKS; i++)
        if (!cell->marks[i]) {
            cell->marks[i] = mark;
            return;
        }
}

int canvas_glyph(struct canvas *canvas, int row, int column, enum canvas_role role,
                 uint32_t glyph)
{
    struct canvas_cell *cell;
    int width;

    if (glyph < 0x20 || (glyph >= 0x7f && glyph < 0xa0))
        glyph = ' ';
    if (canvas->ascii)
        glyph = to_ascii(glyph);
    width = glyph_width(glyph);
    if (width == 0) {
        add_mark(canvas, row, column, glyph);
        return column;
    }
    if (width == 2 && column + 2 > canvas->columns)
        glyph = ' ';
    for (int i = 0; i < width; i++) {
        cell = canvas_at(canvas, row, column + i);
        if (cell)
            *cell = (struct canvas_cell){.glyph = i ? 0 : glyph, .role = (uint8_t)role};
    }
    return column + width;
}

int canvas_decode(const char *text, uint64_t size, uint32_t *glyph)
{
    const unsigned char *s = (const unsigned char *)text;
    static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
    int length = s[0] < 0x80 ? 1 : s[0] >= 0xf0 ? 4 : s[0] >= 0xe0 ? 3 : 2;
    uint32_t value = s[0];

    if (length == 1) {
        *glyph = value;
        return 1;
    }
    *glyph = REPLACEMENT;
    if (s[0] < 0xc2 || s[0] > 0xf4)
        return 1;
    value &= 0x7fu >> length;
    for (int i = 1; i < length; i++) {
        if ((uint64_t)i >= size || (s[i] & 0xc0) != 0x80)
            return i;
        value = value << 6 | (s[i] & 0x3fu);
    }
    if (value >= least[length] && value <= 0x10ffff && (value < 0xd800 || value > 0xdfff))
        *glyph = value;
    return length;
}

int canvas_text(struct canvas *canvas, int row, int column, enum canvas_role role,
                const char *text)
{
    uint64_t left = strlen(text);
    uint32_t glyph;

    while (left > 0 && column < canvas->columns) {
        int taken = canvas_decode(text, left, &glyph);

        column = canvas_glyph(canvas, row, column, role, glyph);
        text += taken;
        left -= (uint64_t)taken;
    }
    return column;
}

int canvas_width(const char *text)
{
    uint64_t left = strlen(text);
    int width = 0;
    uint32_t glyph;

    while (left > 0) {
        int taken = canvas_decode(text, left, &glyph);

        width += glyph_width(glyph);
        text += taken;
        left -= (uint64_t)taken;
    }
    return width;
}

int canvas_fit(struct canvas *canvas, int row, int column, int width,
               enum canvas_role role, const char *text)
{
    uint64_t left = strlen(text);
    int end = column + width;
    bool cut = canvas_width(text) > width;
    uint32_t glyph;

    if (width <= 0)
        return column;
    while (left > 0) {
        int taken = canvas_decode(text, left, &glyph);

        if (column + glyph_width(glyph) > end - (cut ? 1 : 0))
            break;
        column = canvas_glyph(canvas, row, column, role, glyph);
        text += taken;
        left -= (uint64_t)taken;
    }
    return cut ? canvas_glyph(canvas, row, column, role, ELLIPSIS) : column;
}

void canvas_fill(struct canvas *canvas, int row, int column, int width,
                 enum canvas_role role, uint32_t glyph)
{
    for (int i = 0; i < width; i++)
        canvas_glyph(canvas, row, column + i, role, glyph);
}

static char *encode(char *to, uint32_t glyph)
{
    if (glyph < 0x80) {
        *to++ = (char)glyph;
    } else if (glyph < 0x800) {
        *to++ = (char)(0xc0 | glyph >> 6);
        *to++ = (char)(0x80 | (glyph & 0x3f));
    } else if (glyph < 0x10000) {
        *to++ = (char)(0xe0 | glyph >> 12);
        *to++ = (char)(0x80 | (glyph >> 6 & 0x3f));
        *to++ = (char)(0x80 | (glyph & 0x3f));
    } else {
        *to++ = (char)(0xf0 | glyph >> 18);
        *to++ = (char)(0x80 | (glyph >> 12 & 0x3f));
        *to++ = (char)(0x80 | (glyph >> 6 & 0x3f));
        *to++ = (char)(0x80 | (glyph & 0x3f));
    }
    return to;
}

static char *encode_cell(char *to, const struct canvas_cell *cell)
{
    if (!cell->glyph)
        return to;
    to = encode(to, cell->glyph);
    for (int i = 0; i < CANVAS_MARKS && cell->marks[i]; i++)
        to = encode(to, cell->marks[i]);
    return to;
}

char *canvas_string(const struct canvas *canvas)
{
    size_t most = (size_t)canvas->rows * ((size_t)canvas->columns * 4 * (1 + CANVAS_MARKS) + 1);
    char *text = malloc(most + 1), *to = text, *line;

    if (!text)
        return NULL;
    for (int row = 0; row < canvas->rows; row++) {
        line = to;
        for (int column = 0; column < canvas->columns; column++)
            to = encode_cell(to, canvas_at(canvas, row, column));
        while (to > line && to[-1] == ' ')
            to--;
        *to++ = '\n';
    }
    *to = '\0';
    return text;
}
