/* SPDX-License-Identifier: MIT */
/* The mouse: a click on a lane selects it, one on the axis goes to that time, the wheel
 * goes through the lanes, and over the axis it zooms. */
#include "live_inside.h"

enum { ROWS_A_NOTCH = 3 };

static void click(struct live *live, const struct screen_hit *hit)
{
    struct view *view = &live->screen.view;

    if (hit->what == HIT_LANE) {
        view->selected = hit->lane;
        view->side = hit->side;
        view->focus = PANE_LANES;
    } else if (hit->what == HIT_AXIS && !live->screen.ready) {
        live_look_at(live, hit->time);
    } else if (hit->what == HIT_PANE) {
        view->focus = hit->pane;
    }
}

static void wheel(struct live *live, const struct screen_hit *hit, int by)
{
    struct screen *screen = &live->screen;
    struct view *view = &screen->view;

    if (hit->what == HIT_AXIS) {
        view_zoom(view, screen->axis_end, hit->time, by > 0 ? 2 : 0.5);
    } else if (hit->what == HIT_PANE) {
        view->offset[hit->pane] += by;
        if (view->offset[hit->pane] < 0)
            view->offset[hit->pane] = 0;
    } else if (by > 0) {
        screen->scroll += ROWS_A_NOTCH;
    } else {
        screen->scroll -= screen->scroll < ROWS_A_NOTCH ? screen->scroll : ROWS_A_NOTCH;
    }
}

void live_mouse(struct live *live, struct terminal_input input)
{
    struct screen_hit hit = screen_at(&live->screen, live->canvas.rows, live->canvas.columns,
                                      input.row, input.column);

    if (input.key == TERMINAL_CLICK)
        click(live, &hit);
    else
        wheel(live, &hit, input.key == TERMINAL_WHEEL_DOWN ? 1 : -1);
}
