/* SPDX-License-Identifier: MIT */
/* Lines of text, measured in columns. */
#include "page.h"

#include <string.h>

enum { NARROWEST = 20, USUAL = 80, WIDEST = 1000, LINE_BYTES = 4 * WIDEST + 16 };

static const char *const styles[] = {
    [PAINT_RUNNING] = "32",
    [PAINT_READY] = "93",
    [PAINT_SLEEPING] = "34",
    [PAINT_WAITING] = "35",
    [PAINT_BLOCKED] = "33",
    [PAINT_FREE] = "2",
    [PAINT_DONE] = "32",
    [PAINT_FAILED] = "31",
    [PAINT_CANCELLED] = "2",
    [PAINT_EMPTY] = "",
    [PAGE_PLAIN] = "",
    [PAGE_STRONG] = "1",
    [PAGE_QUIET] = "2",
};

void page_init(struct page *page, FILE *out, int width, bool ascii, bool color)
{
    width = width <= 0 ? USUAL : width < NARROWEST ? NARROWEST : width;
    *page = (struct page){.out = out, .width = width < WIDEST ? width : WIDEST,
                          .ascii = ascii, .color = color, .style = PAGE_PLAIN};
}

void page_style(struct page *page, int style)
{
    if (!page->color || page->style == style)
        return;
    if (page->style != PAGE_PLAIN)
        fputs("\033[0m", page->out);
    if (styles[style][0])
        fprintf(page->out, "\033[%sm", styles[style]);
    page->style = style;
}

static void put(struct page *page, const char *clean, int columns)
{
    size_t length = strlen(clean), ink = length;
    while (ink && clean[ink - 1] == ' ')
        ink--;
    if (ink) {
        fprintf(page->out, "%*s", page->blanks, "");
        fwrite(clean, 1, ink, page->out);
        page->blanks = 0;
    }
    page->blanks += (int)(length - ink);
    page->column += columns;
}

void page_bytes(struct page *page, const char *text, uint64_t length, int columns)
{
    char clean[LINE_BYTES];
    int room = page->width - page->column;
    if (!length || room <= 0)
        return;
    columns = words_fit(clean, sizeof clean, text, length,
                        columns < room ? columns : room, page->ascii);
    put(page, clean, columns);
}

void page_text(struct page *page, const char *text)
{
    page_bytes(page, text, strlen(text), page->width);
}

void page_glyph(struct page *page, enum paint_look look)
{
    if (page->column >= page->width)
        return;
    if (look == PAINT_EMPTY) {
        page_to(page, page->column + 1);
        return;
    }
    page_style(page, (int)look);
    put(page, paint_glyph(look, page->ascii), 1);
}

void page_to(struct page *page, int column)
{
    if (column <= page->column)
        return;
    page->blanks += column - page->column;
    page->column = column;
}

void page_trim(struct page *page)
{
    page->column -= page->blanks;
    page->blanks = 0;
}

void page_end(struct page *page)
{
    page_style(page, PAGE_PLAIN);
    fputc('\n', page->out);
    page->column = page->blanks = 0;
}

/* As many words as fit into a line; at least one.  Returns the bytes they take. */
static size_t words_of_line(const struct page *page, const char *text)
{
    size_t fit = 0, at = 0;
    int room = page->width - page->column;
    while (text[at]) {
        at += strspn(text + at, " ");
        at += strcspn(text + at, " ");
        if (fit && words_width(text, at, page->ascii) > room)
            break;
        fit = at;
    }
    return fit;
}

void page_paragraph(struct page *page, const char *text)
{
    int indent = page->column, style = page->style;
    while (*text) {
        size_t bytes = words_of_line(page, text);
        page_style(page, style);        /* a line ends in plain style */
        page_bytes(page, text, bytes, page->width);
        page_end(page);
        text += bytes;
        text += strspn(text, " ");
        page_to(page, *text ? indent : 0);
    }
}
