/* SPDX-License-Identifier: MIT */
/* Where everything stands: what is left out of small windows, what large ones give. */
#include <limits.h>
#include <string.h>

#include "screen_inside.h"
#include "words.h"

enum {
    FEW_LANES = 5,              /* with fewer in sight something else is left out */
    HIGHEST_BAR = 5,            /* rows */
    HIGHEST_FOLD = 3,           /* with folds, before anything else gets room */
    MOST_OUTPUT = 16,           /* rows */
    LONGEST_LABEL = 20,
    REMARK = 11                 /* " free 99.9%" right of the axis */
};

int layout_side_rows(const struct layout *layout)
{
    return layout->head + (layout->lanes + layout->thread) * layout->bar +
           layout->lanes * layout->gap + (layout->more ? 1 : 0);
}

static int rows_needed(const struct layout *layout, int sides)
{
    enum { TITLE = 1, AXIS = 2, KEYS = 1 };

    return TITLE + layout->above + layout->top + sides * layout_side_rows(layout) +
           (sides - 1) * layout->between + AXIS + layout->below + layout->rule + layout->story +
           layout->second_rule + sides * layout->output + layout->legend + KEYS;
}

static bool fits(const struct layout *layout, int sides)
{
    return rows_needed(layout, sides) <= layout->rows;
}

enum { CHEAP_FOLDS = 2, FOLDS = 7 };

/* What small windows do without, in this order. */
static bool fold(struct layout *layout, int sides, int most)
{
    const struct {
        int *rows, less;
    } parts[FOLDS] = {{&layout->top, 0}, {&layout->second_rule, 0}, {&layout->output, 0},
                      {&layout->rule, 0}, {&layout->story, 1}, {&layout->between, 0},
                      {&layout->story, 0}};

    for (int i = 0; i < most && !fits(layout, sides); i++)
        *parts[i].rows = parts[i].less;
    return fits(layout, sides);
}

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

static void spread(struct layout *layout, int sides, bool folds)
{
    bool panes = layout->below > 0;

    if (layout->more)
        return;
    for (int bar = 2; folds && bar <= HIGHEST_FOLD; bar++)
        enrich(layout, sides, &layout->bar, bar);
    if (!panes)
        enrich(layout, sides, &layout->output, 2);
    enrich(layout, sides, &layout->legend, 3);
    if (sides == 1 && !panes)
        enrich(layout, sides, &layout->output, 6);
    enrich(layout, sides, &layout->gap, 1);
    if (layout->gap == 0)
        return;
    enrich(layout, sides, &layout->between, 2);
    for (int bar = 2; bar <= HIGHEST_BAR && bar <= layout->columns / 50; bar++)
        enrich(layout, sides, &layout->bar, bar);
    if (panes)
        return;
    if (sides == 1)
        for (int rows = 7; rows <= MOST_OUTPUT; rows++)
            enrich(layout, sides, &layout->output, rows);
    else
        enrich(layout, sides, &layout->output, 4);
}

/* ---- Panes --------------------------------------------------------------- */

/* Rows that panes can have when everything else is as small as it may be. */
static int room_for_panes(const struct layout *layout, int sides, uint64_t lanes)
{
    enum { LANES = 4, REST = 6 };       /* title, axis, line, story, keys */
    int most = sides > 1 ? LANES / 2 : LANES;
    int least = lanes < (uint64_t)most ? (int)lanes : most;

    return layout->rows - REST - sides * (2 + least + (lanes > (uint64_t)most));
}

/* Panes above the lanes and below them share the room. */
static bool is_shared(const struct view *view)
{
    bool above = false, below = false;

    for (int i = 0; i < PANES; i++) {
        const struct pane *pane = view->since[i] ? pane_of((enum pane_id)i) : NULL;

        above = above || (pane && pane->place == PLACE_ABOVE);
        below = below || (pane && pane->place == PLACE_BELOW);
    }
    return above && below;
}

/* Rows for a pane and its edge, 0: it has no place.  The first one, which is the newest,
 * leaves some for others. */
static int rows_for(const struct screen *screen, const struct pane *pane, int columns,
                    int room, bool first)
{
    int rows = pane->rows(screen, columns) + 1, most = room;

    if (first && is_shared(&screen->view) && pane->place != PLACE_COVER &&
        room * 3 / 5 > pane->least)
        most = room * 3 / 5;
    rows = rows < most ? rows : most;
    return rows > pane->least ? rows : 0;
}

/* One more, which came before those that have their place already. */
static void place_pane(struct layout *layout, const struct screen *screen, enum pane_id id,
                       int *room)
{
    const struct pane *pane = pane_of(id);
    int most = layout->columns >= 180 ? BELOW : layout->columns >= 110 ? 2 : 1;
    int rows = rows_for(screen, pane, layout->columns - 2 * layout->margin,
                        *room + (pane->place == PLACE_ABOVE ? 0 : layout->below),
                        !layout->above && !layout->below_count);
    int n = layout->below_count;
    bool covered = n && pane_of(layout->below_panes[0])->place == PLACE_COVER;

    if (rows == 0)
        return;
    if (pane->place == PLACE_ABOVE) {
        if (layout->above)
            return;
        layout->above = rows;
        layout->above_pane = id;
        *room -= rows;
    } else if (!covered && n < most && !(n && pane->place == PLACE_COVER)) {
        layout->below_panes[layout->below_count++] = id;
        *room += layout->below;
        layout->below = rows > layout->below ? rows : layout->below;
        *room -= layout->below;
    }
}

/* The newest first: what finds no place then is left out. */
static void place_panes(struct layout *layout, const struct screen *screen, uint64_t lanes)
{
    const struct view *view = &screen->view;
    int room = room_for_panes(layout, screen->track_count, lanes);
    unsigned before = UINT_MAX;

    for (int n = 0; n < PANES; n++) {
        enum pane_id next = PANE_LANES;

        for (int i = 0; i < PANES; i++)
            if (view->since[i] < before && view->since[i] > view->since[next])
                next = (enum pane_id)i;
        if (!view->since[next] || !pane_of(next))
            break;
        before = view->since[next];
        place_pane(layout, screen, next, &room);
    }
    if (layout->below)
        layout->output = layout->second_rule = 0;
}

/* ---- Columns ------------------------------------------------------------- */

static int label_width(const struct screen *screen, int most)
{
    int width = (int)strlen("thread");
    char name[ROWS_LABEL];

    for (uint64_t i = 0; i < screen->rows.count && i < 1024; i++) {
        rows_label(name, &screen->rows, &screen->view, screen->roster, i);
        int here = words_width(name, strlen(name), false);

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
    layout->label_width = label_width(screen, most);
    layout->axis = layout->label + layout->label_width + 1;
    room = layout->columns - layout->axis - (wide ? REMARK : 4);
    view_window(&screen->view, screen->axis_end, &layout->time.begin, &layout->time.end);
    layout->time.columns = paint_even_columns(layout->time.begin, layout->time.end, room);
    layout->text = layout->columns >= 90 ? layout->margin + 8 : layout->margin;
}

void layout_make(struct layout *layout, const struct screen *screen, int rows,
                 int columns)
{
    int sides = screen->track_count;

    *layout = (struct layout){.rows = rows, .columns = columns, .bar = 1, .top = 1,
                              .head = 1, .thread = 1,
                              .between = 1, .rule = 1, .story = 2, .second_rule = 1,
                              .output = 1};
    place_columns(layout, screen);
    place_panes(layout, screen, screen->rows.count);
    if (!show_all(layout, sides, screen->rows.count))
        show_some(layout, sides, screen->rows.count);
    spread(layout, sides, screen->rows.folds > 0);
}

int layout_decimals(const struct layout *layout)
{
    uint64_t length = layout->time.end - layout->time.begin;
    int decimals = 2;

    for (uint64_t least = 1000000000; length < least && decimals < 9; least /= 100)
        decimals += decimals < 8 ? 2 : 1;
    return decimals;
}
