/* SPDX-License-Identifier: MIT */
/* Where everything stands: what is left out of small windows, what large ones give. */
#include <string.h>

#include "screen_inside.h"
#include "words.h"

enum {
    FEW_LANES = 5,              /* with fewer in sight something else is left out */
    HIGHEST_BAR = 5,            /* rows */
    MOST_OUTPUT = 16,           /* rows */
    LONGEST_LABEL = 20,
    REMARK = 11                 /* " free 99.9%" right of the axis */
};

int layout_side_rows(const struct layout *layout)
{
    return 1 + (layout->lanes + 1) * layout->bar + layout->lanes * layout->gap +
           (layout->more ? 1 : 0);
}

static int rows_needed(const struct layout *layout, int sides)
{
    enum { TITLE = 1, AXIS = 2, KEYS = 1 };

    return TITLE + layout->top + sides * layout_side_rows(layout) +
           (sides - 1) * layout->between + AXIS + layout->rule + layout->story +
           layout->second_rule + sides * layout->output + layout->legend + KEYS;
}

static bool fits(const struct layout *layout, int sides)
{
    return rows_needed(layout, sides) <= layout->rows;
}

/* What small windows do without, in this order. */
static bool fold(struct layout *layout, int sides, int most)
{
    int *const parts[] = {&layout->top, &layout->second_rule, &layout->output,
                          &layout->rule, &layout->story, &layout->between};

    for (int i = 0; i < most && !fits(layout, sides); i++)
        *parts[i] = 0;
    return fits(layout, sides);
}

enum { CHEAP_FOLDS = 2, FOLDS = 6 };

static bool show_all(struct layout *layout, int sides, uint64_t lanes)
{
    struct layout all = *layout;

    if (lanes > (uint64_t)layout->rows)
        return false;
    all.lanes = (int)lanes;
    if (!fold(&all, sides, CHEAP_FOLDS))
        return false;
    *layout = all;
    return true;
}

static void show_some(struct layout *layout, int sides, uint64_t lanes)
{
    layout->lanes = lanes < FEW_LANES ? (int)lanes : FEW_LANES;
    layout->more = lanes > FEW_LANES;
    if (!fold(layout, sides, FOLDS))
        layout->more = true;
    while (layout->lanes > 1 && !fits(layout, sides))
        layout->lanes--;
    if (!fits(layout, sides))
        layout->more = false;
    do
        layout->lanes++;
    while (fits(layout, sides) && (uint64_t)layout->lanes <= lanes);
    layout->lanes--;
}

/* Take a richer value if the window has room for it. */
static void enrich(struct layout *layout, int sides, int *part, int value)
{
    int before = *part;

    *part = value;
    if (!fits(layout, sides))
        *part = before;
}

static void spread(struct layout *layout, int sides)
{
    if (layout->more)
        return;
    enrich(layout, sides, &layout->output, 2);
    enrich(layout, sides, &layout->legend, 3);
    if (sides == 1)
        enrich(layout, sides, &layout->output, 6);
    enrich(layout, sides, &layout->gap, 1);
    if (layout->gap == 0)
        return;
    enrich(layout, sides, &layout->between, 2);
    for (int bar = 2; bar <= HIGHEST_BAR && bar <= layout->columns / 50; bar++)
        enrich(layout, sides, &layout->bar, bar);
    if (sides == 1)
        for (int rows = 7; rows <= MOST_OUTPUT; rows++)
            enrich(layout, sides, &layout->output, rows);
    else
        enrich(layout, sides, &layout->output, 4);
}

static int label_width(const struct roster *roster, int most)
{
    int width = (int)strlen("thread");

    for (uint64_t i = 0; i < roster->count && i < 1024; i++) {
        int here = words_width(roster->names[i], strlen(roster->names[i]), false);

        if (here > width)
            width = here;
    }
    return width < most ? width : most;
}

static void place_columns(struct layout *layout, const struct screen *screen)
{
    bool wide = layout->columns >= 70;
    int most = wide ? LONGEST_LABEL : 8, room;

    layout->margin = wide ? 2 : 1;
    layout->label = wide ? 4 : 2;
    layout->label_width = label_width(screen->roster, most);
    layout->axis = layout->label + layout->label_width + 1;
    room = layout->columns - layout->axis - (wide ? REMARK : 4);
    layout->time.begin = 0;
    layout->time.end = screen->axis_end;
    layout->time.columns = paint_even_columns(0, screen->axis_end, room);
    layout->text = layout->columns >= 90 ? layout->margin + 8 : layout->margin;
}

void layout_make(struct layout *layout, const struct screen *screen, int rows,
                 int columns)
{
    int sides = screen->track_count;

    *layout = (struct layout){.rows = rows, .columns = columns, .bar = 1, .top = 1,
                              .between = 1, .rule = 1, .story = 2, .second_rule = 1,
                              .output = 1};
    place_columns(layout, screen);
    if (!show_all(layout, sides, screen->roster->count))
        show_some(layout, sides, screen->roster->count);
    spread(layout, sides);
}
