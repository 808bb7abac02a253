/* SPDX-License-Identifier: MIT */
/* Writing in a box. */
#include "pen.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "words.h"

enum { LINE = 1024 };

struct pen pen_at(struct canvas *canvas, const struct box *box, int row, int column)
{
    return (struct pen){canvas, box->row + row, box->column + column,
                        box->column + box->columns};
}

struct pen pen_narrow(struct pen pen, int columns)
{
    if (pen.column + columns < pen.end)
        pen.end = pen.column + columns;
    return pen;
}

void pen_text(struct pen *pen, enum canvas_role role, const char *text)
{
    if (pen->column >= pen->end || !*text)
        return;
    pen->column = canvas_fit(pen->canvas, pen->row, pen->column, pen->end - pen->column,
                             role, text);
}

void pen_print(struct pen *pen, enum canvas_role role, const char *format, ...)
{
    char text[LINE];
    va_list list;

    va_start(list, format);
    vsnprintf(text, sizeof text, format, list);
    va_end(list);
    pen_text(pen, role, text);
}

void pen_name(struct pen *pen, enum canvas_role role, const char *name, int columns)
{
    char text[LINE];

    if (columns > pen->end - pen->column)
        columns = pen->end - pen->column;
    if (columns <= 0)
        return;
    words_fit(text, sizeof text, name, strlen(name), columns, pen->canvas->ascii);
    pen->column = canvas_text(pen->canvas, pen->row, pen->column, role, text);
}

void pen_to(struct pen *pen, int column)
{
    if (pen->column < column)
        pen->column = column;
}

/* Bytes that make a line of `width` columns, cut between words. */
static size_t line_of(const char *text, int width)
{
    size_t best = 0, at = 0, length = strlen(text);
    uint32_t glyph;

    for (int columns = 0; at < length; columns++) {
        if (text[at] == ' ')
            best = at;
        if (columns >= width)
            return best ? best : at;
        at += (size_t)canvas_decode(text + at, length - at, &glyph);
    }
    return length;
}

int pen_wrap(struct canvas *canvas, const struct box *box, int row, int column, int rows,
             enum canvas_role role, const char *text)
{
    int width = box->columns - column, used = 0;

    for (; *text && used < rows && width > 0; used++) {
        struct pen pen = pen_at(canvas, box, row + used, column);
        size_t n = used + 1 < rows ? line_of(text, width) : strlen(text);

        pen_print(&pen, role, "%.*s", (int)n, text);
        text += n + strspn(text + n, " ");
    }
    return used;
}
