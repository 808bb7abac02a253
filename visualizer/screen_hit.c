/* SPDX-License-Identifier: MIT */
/* What stands at a cell: for the mouse. */
#include "screen_inside.h"

static struct screen_hit in_block(const struct screen *screen, const struct layout *layout,
                                  int side, int row)
{
    struct screen_hit hit = {.side = side};
    int step = layout->bar + layout->gap, i = step ? (row - 1) / step : 0;
    uint64_t which = screen->scroll + (uint64_t)i;

    if (row < 1 || i >= layout->lanes || which >= screen->rows.count)
        return hit;
    hit.what = HIT_LANE;
    hit.lane = screen->rows.order[screen->rows.rows[which].first];
    return hit;
}

static struct screen_hit in_pane(const struct layout *layout, int column)
{
    struct screen_hit hit = {.what = layout->below ? HIT_PANE : HIT_NOTHING};
    int each = layout->below_count ? layout->columns / layout->below_count : 1;
    int i = each ? column / each : 0;

    if (layout->below)
        hit.pane = layout->below_panes[i < layout->below_count ? i : layout->below_count - 1];
    return hit;
}

struct screen_hit screen_at(struct screen *screen, int rows, int columns, int row, int column)
{
    struct screen_hit hit = {.what = HIT_NOTHING};
    struct layout layout;
    int top;

    if (rows < SCREEN_LEAST_ROWS || columns < SCREEN_LEAST_COLUMNS)
        return hit;
    screen_update(screen);
    layout_make(&layout, screen, rows, columns);
    if (row < 1)
        return hit;
    if (row < 1 + layout.above)
        return (struct screen_hit){.what = HIT_PANE, .pane = layout.above_pane};
    top = 1 + layout.above + layout.top;
    for (int i = 0; i < screen->track_count; i++) {
        top += i > 0 ? layout.between : 0;
        if (row >= top && row < top + layout_side_rows(&layout))
            return in_block(screen, &layout, i, row - top);
        top += layout_side_rows(&layout);
    }
    if (row >= top && row < top + 2) {
        int at = column - layout.axis;

        hit.what = HIT_AXIS;
        hit.time = paint_time(&layout.time, at < 0 ? 0 : at);
        return hit;
    }
    return row < top + 2 + layout.below ? in_pane(&layout, column) : hit;
}
