/* SPDX-License-Identifier: MIT */
/* What each key does: its command is looked up in the table of keys and obeyed. */
#include "keys.h"
#include "live_inside.h"
#include "pane.h"

/* ---- Lanes and panes ----------------------------------------------------- */

/* Up and down: another lane, or other lines of the pane that keys go to. */
static void go(struct live *live, int by)
{
    struct screen *screen = &live->screen;
    struct view *view = &screen->view;

    if (view->focus != PANE_LANES) {
        view->offset[view->focus] += by;
        if (view->offset[view->focus] < 0)
            view->offset[view->focus] = 0;
        return;
    }
    if (by > 0)
        screen->scroll++;
    else if (screen->scroll > 0)
        screen->scroll--;
}

/* The lanes, then each pane that is on. */
static void focus_next(struct view *view)
{
    int next = view->focus;

    do
        next = (next + 1) % PANES;
    while (next != PANE_LANES && !view_has(view, (enum pane_id)next));
    view->focus = (enum pane_id)next;
}

static void go_back(struct live *live)
{
    struct view *view = &live->screen.view;

    if (view->focus != PANE_LANES)
        view->focus = PANE_LANES;
    else if (!view_close_newest(view))
        view->selected = VIEW_NONE;
}

static void zoom(struct live *live, double by)
{
    view_zoom(&live->screen.view, live->screen.axis_end, live->screen.now, by);
}

/* ---- Commands ------------------------------------------------------------ */

static void obey(struct live *live, enum command command)
{
    struct view *view = &live->screen.view;

    switch (command) {
    case COMMAND_START: live_start_or_pause(live); break;
    case COMMAND_STEP: live_step(live); break;
    case COMMAND_STEP_BACK: live_step_back(live); break;
    case COMMAND_EARLIER: live_move(live, -1); break;
    case COMMAND_LATER: live_move(live, 1); break;
    case COMMAND_FIRST: live_look_at(live, 0); break;
    case COMMAND_LAST: live_look_at(live, LOG_NEVER - 1); break;
    case COMMAND_SLOWER: live_change_speed(live, -1); break;
    case COMMAND_FASTER: live_change_speed(live, 1); break;
    case COMMAND_NEARER: zoom(live, 0.5); break;
    case COMMAND_FARTHER: zoom(live, 2); break;
    case COMMAND_WHOLE: view->zoomed = false; break;
    case COMMAND_PAN_LEFT: view_pan(view, live->screen.axis_end, -0.25); break;
    case COMMAND_PAN_RIGHT: view_pan(view, live->screen.axis_end, 0.25); break;
    case COMMAND_UP: go(live, -1); break;
    case COMMAND_DOWN: go(live, 1); break;
    case COMMAND_FOCUS: focus_next(view); break;
    case COMMAND_BACK: go_back(live); break;
    case COMMAND_REDRAW: terminal_redraw(); break;
    case COMMAND_AGAIN: live->again = true; break;
    case COMMAND_HELP: live->screen.help = true; break;
    case COMMAND_QUIT: live->quit = true; break;
    default: break;
    }
}

static void switch_pane(struct live *live, uint32_t character)
{
    enum pane_id pane = pane_by_key(character);

    if (pane != PANE_LANES)
        view_switch(&live->screen.view, pane);
}

/* The help goes away with any key but those that scroll it. */
static void leave_help(struct live *live, enum command command)
{
    struct view *view = &live->screen.view;

    if (command == COMMAND_DOWN || command == COMMAND_UP)
        view->offset[PANE_LANES] += command == COMMAND_DOWN ? 1 : -1;
    else
        live->screen.help = false;
    if (!live->screen.help || view->offset[PANE_LANES] < 0)
        view->offset[PANE_LANES] = 0;
}

void live_key(struct live *live, struct terminal_input input)
{
    enum command command = keys_command(keys_input(input));

    live->dirty = true;
    if (live->screen.help && input.key != TERMINAL_OTHER)
        leave_help(live, command);
    else if (command != COMMAND_NONE)
        obey(live, command);
    else if (input.key == TERMINAL_CHARACTER)
        switch_pane(live, input.character);
}
