/* SPDX-License-Identifier: MIT */
/* Wake-ups as arrows: from who woke to who was woken, for the selected task. */
#include "screen_inside.h"

enum { LOOKED_AT = 64, ARROWS = 12 };   /* spans of a lane, looked at from the latest on */

struct arrows {
    struct canvas *canvas;
    const struct screen *screen;
    const struct layout *layout;
    const struct track *track;
    int top;                    /* row of the first lane */
    int drawn;
};

static const struct lane *lane_in(const struct arrows *arrows, int i)
{
    const struct screen *screen = arrows->screen;
    uint64_t which = screen->scroll + (uint64_t)i;

    if (which >= screen->rows.count || screen->rows.rows[which].fold)
        return NULL;
    return seating_lane(&arrows->track->seating, screen->roster, &arrows->track->model,
                        screen->rows.order[screen->rows.rows[which].first]);
}

/* The middle row of the lane in view that is the task's, -1: it is not. */
static int row_of(const struct arrows *arrows, uint32_t task)
{
    const struct layout *layout = arrows->layout;

    for (int i = 0; i < layout->lanes; i++) {
        const struct lane *lane = lane_in(arrows, i);

        if (lane && lane->task == task)
            return arrows->top + i * (layout->bar + layout->gap) + (layout->bar - 1) / 2;
    }
    return -1;
}

/* How a lane ended stays to be seen. */
static void put(struct canvas *canvas, int row, int column, const char *glyph)
{
    const struct canvas_cell *cell = canvas_at(canvas, row, column);

    if (cell && (cell->role == ROLE_DONE || cell->role == ROLE_FAILED ||
                 cell->role == ROLE_CANCELLED))
        return;
    canvas_glyph(canvas, row, column, ROLE_CURSOR, glyph_of(glyph));
}

static void draw_arrow(struct arrows *arrows, const struct span *span, uint32_t woken)
{
    const struct layout *layout = arrows->layout;
    int from = row_of(arrows, span->about), to = row_of(arrows, woken);
    int column = layout->axis + paint_column(&layout->time, span->begin);
    int step = to > from ? 1 : -1;

    if (from < 0 || to < 0 || from == to)
        return;
    for (int row = from + step; row != to; row += step)
        put(arrows->canvas, row, column, "│");
    put(arrows->canvas, from, column, "●");
    put(arrows->canvas, to, column, step > 0 ? "▼" : "▲");
    arrows->drawn++;
}

/* Who began to be ready, or to run at once, because somebody woke it. */
static bool was_woken(const struct span *span)
{
    return span->about && (span->state == SPAN_READY || span->state == SPAN_RUNNING);
}

/* Arrows to this lane from `by`, or from anybody (0). */
static void draw_to(struct arrows *arrows, const struct lane *lane, uint32_t by)
{
    const struct layout *layout = arrows->layout;
    uint64_t last = lane->count, looked = 0;

    for (; last > 0 && looked < LOOKED_AT && arrows->drawn < ARROWS; last--, looked++) {
        const struct span *span = &lane->spans[last - 1];

        if (span->begin < layout->time.begin)
            return;
        if (span->begin <= layout->time.end && span->begin <= arrows->screen->now &&
            was_woken(span) && (!by || span->about == by))
            draw_arrow(arrows, span, lane->task);
    }
}

void arrows_draw(struct canvas *canvas, const struct screen *screen,
                 const struct layout *layout, int side, int row)
{
    struct arrows arrows = {canvas, screen, layout, screen->tracks[side], row, 0};
    const struct lane *lane =
        screen->view.selected == VIEW_NONE ? NULL :
        seating_lane(&arrows.track->seating, screen->roster, &arrows.track->model,
                     screen->view.selected);

    if (!lane || !lane->task || row_of(&arrows, lane->task) < 0)
        return;
    for (int i = 0; i < layout->lanes; i++) {
        const struct lane *other = lane_in(&arrows, i);

        if (other && other != lane)
            draw_to(&arrows, other, lane->task);
    }
    arrows.drawn = 0;
    draw_to(&arrows, lane, 0);
}
