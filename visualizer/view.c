/* SPDX-License-Identifier: MIT */
/* What the viewer has chosen to see. */
#include "view.h"

enum { NEAREST_NS = 200 };       /* no shorter stretch is shown */

void view_init(struct view *view)
{
    *view = (struct view){.selected = VIEW_NONE, .follow = true, .side = VIEW_LAST_SIDE};
}

/* ---- Panes --------------------------------------------------------------- */

bool view_has(const struct view *view, enum pane_id pane)
{
    return view->since[pane] > 0;
}

static enum pane_id newest(const struct view *view)
{
    enum pane_id last = PANE_LANES;

    for (int i = 0; i < PANES; i++)
        if (view->since[i] > view->since[last])
            last = (enum pane_id)i;
    return last;
}

void view_switch(struct view *view, enum pane_id pane)
{
    bool was = view_has(view, pane);

    view->since[pane] = was ? 0 : view->since[newest(view)] + 1;
    view->offset[pane] = 0;
    if (was && view->focus == pane)
        view->focus = PANE_LANES;
}

bool view_close_newest(struct view *view)
{
    enum pane_id last = newest(view);

    if (!view_has(view, last))
        return false;
    view_switch(view, last);
    return true;
}

/* ---- Time ---------------------------------------------------------------- */

void view_window(const struct view *view, uint64_t whole, uint64_t *begin, uint64_t *end)
{
    *begin = view->zoomed ? view->begin : 0;
    *end = view->zoomed ? view->end : whole;
}

/* All of it needs no zoom. */
static void show(struct view *view, uint64_t whole, double begin, double length)
{
    double most = (double)whole;

    if (length < NEAREST_NS)
        length = NEAREST_NS;
    if (begin > most - length)
        begin = most - length;
    if (begin < 0)
        begin = 0;
    view->zoomed = length < most;
    view->begin = (uint64_t)(begin + 0.5);
    view->end = view->begin + (uint64_t)(length + 0.5);
}

void view_zoom(struct view *view, uint64_t whole, uint64_t at, double by)
{
    uint64_t begin, end;
    double length, part;

    view_window(view, whole, &begin, &end);
    length = (double)(end - begin);
    if (at < begin || at > end)
        at = begin + (end - begin) / 2;
    part = (double)(at - begin) / length;
    if (length * by < NEAREST_NS)
        by = NEAREST_NS / length;
    show(view, whole, (double)at - part * length * by, length * by);
}

void view_pan(struct view *view, uint64_t whole, double by)
{
    double length = (double)(view->end - view->begin);

    if (!view->zoomed)
        return;
    view->follow = false;
    show(view, whole, (double)view->begin + by * length, length);
}

void view_hold(struct view *view, uint64_t whole, uint64_t at)
{
    double length = (double)(view->end - view->begin);

    if (!view->zoomed || (at >= view->begin && at <= view->end))
        return;
    show(view, whole, (double)at - length * (at < view->begin ? 0.25 : 0.75), length);
}
