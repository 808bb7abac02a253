/* SPDX-License-Identifier: MIT */
/* The text timeline: the page as a whole. */
#include "text.h"

#include <stdlib.h>
#include <string.h>

#include "grow.h"
#include "shown.h"
#include "text_inside.h"

enum { OVERHANG = 3, NOTE = 13, ROOMY = 64 };   /* columns right of the axis */

static int lesser(int a, int b)
{
    return a < b ? a : b;
}

/* The widest name of those that are drawn. */
static int name_columns(const struct text *text)
{
    int widest = (int)strlen("thread");
    for (int side = 0; side < text->n; side++) {
        const struct model *model = text->sides[side].model;
        uint64_t drawn = 0, most = shown_unfolded(model);
        for (uint64_t i = 0; i < model->lane_count && drawn < most; i++) {
            if (!shown_lane(model, i))
                continue;
            const char *name = model_name(model, model->lanes[i].name);
            int width = words_width(name, strlen(name), text->page.ascii);
            widest = width > widest ? width : widest;
            drawn++;
        }
        int thread = (int)strlen("thread 1") + (model->pool_count > 9);
        widest = model->pool_count && thread > widest ? thread : widest;
    }
    return lesser(widest, text->page.width / 4 > 6 ? text->page.width / 4 : 6);
}

static void lay_out(struct text *text)
{
    uint64_t longest = 0;
    for (int side = 0; side < text->n; side++)
        if (text->sides[side].model->now > longest)
            longest = text->sides[side].model->now;
    int width = text->page.width;
    text->left = TEXT_INDENT + name_columns(text) + 2;
    int columns = width - text->left - 1 - (width >= ROOMY ? NOTE : OVERHANG);
    columns = columns < 1 ? 1 : columns;
    text->axis = (struct paint_axis){.end = longest ? longest : 1};
    text->axis.columns = longest ? paint_even_columns(0, longest, columns) : columns;
}

static void draw_axis(struct text *text)
{
    struct page *page = &text->page;
    if (text->axis.end == 1) {
        page_to(page, TEXT_INDENT);
        page_paragraph(page, "All of this happened at 0 s: on this clock no time passed.");
        return;
    }
    char line[4096];
    page_to(page, text->left);
    page_style(page, PAGE_QUIET);
    paint_rule(&text->axis, page->ascii, line, sizeof line);
    page_text(page, line);
    page_end(page);
    page_to(page, text->left);
    page_style(page, PAGE_QUIET);
    paint_labels(&text->axis, page->width - text->left - text->axis.columns - 1, line,
                 sizeof line);
    page_text(page, line);
    page_end(page);
}

static void draw_legend(struct text *text)
{
    static const uint8_t order[] = {
        PAINT_RUNNING, PAINT_BLOCKED, PAINT_READY, PAINT_SLEEPING, PAINT_WAITING,
        PAINT_FREE, PAINT_DONE, PAINT_FAILED, PAINT_CANCELLED,
    };
    struct page *page = &text->page;
    page_to(page, TEXT_INDENT);
    for (size_t i = 0; i < sizeof order; i++) {
        if (!text->used[order[i]])
            continue;
        const char *word = paint_word(order[i]);
        int width = 2 + (int)strlen(word);
        if (page->column > TEXT_INDENT && page->column + width > page->width) {
            page_end(page);
            page_to(page, TEXT_INDENT);
        }
        page_glyph(page, order[i]);
        page_style(page, PAGE_QUIET);
        page_to(page, page->column + 1);
        page_text(page, word);
        page_to(page, page->column + 3);
    }
    page_end(page);
}

void text_render(FILE *out, const struct side *sides, int n,
                 const struct text_options *options)
{
    struct text text = {.sides = sides, .n = lesser(n, 2)};
    uint64_t room = 0;
    page_init(&text.page, out, options->width, options->ascii, options->color);
    lay_out(&text);
    text.cells = grow(NULL, &room, 2 * ((uint64_t)text.axis.columns + 1),
                      sizeof *text.cells);
    for (int side = 0; side < text.n; side++)
        text.scores[side] = score_of(sides[side].model, LOG_NEVER);
    for (int side = 0; side < text.n; side++) {
        text_side(&text, side);
        if (side + 1 < text.n)
            page_end(&text.page);
    }
    draw_axis(&text);
    page_end(&text.page);
    draw_legend(&text);
    for (int side = 0; side < text.n; side++)
        text_prints(&text, side);
    for (int side = 0; side < text.n; side++)
        text_troubles(&text, side);
    free(text.cells);
}
