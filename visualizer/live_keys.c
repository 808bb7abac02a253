/* SPDX-License-Identifier: MIT */
/* What each key does: its command is looked up in the table of keys and obeyed. */
#include "keys.h"
#include "live_inside.h"
#include "pane.h"

/* ---- Lanes and panes ----------------------------------------------------- */

/* Warnings are gone through while they are in view and no text is searched for. */
static bool has_warnings(const struct view *view)
{
    return view_has(view, PANE_WARNINGS) && (!view->text[0] || view->focus == PANE_WARNINGS);
}

static void next(struct live *live, int by)
{
    if (has_warnings(&live->screen.view))
        screen_choose_warning(&live->screen, by);
    else
        live_next_match(live, by);
}

/* Up and down: another lane, or other lines of the pane that keys go to. */
static void go(struct live *live, int by)
{
    struct view *view = &live->screen.view;

    if (view->focus == PANE_WARNINGS) {
        screen_choose_warning(&live->screen, by);
        return;
    }
    if (view->focus != PANE_LANES) {
        view->offset[view->focus] += by;
        if (view->offset[view->focus] < 0)
            view->offset[view->focus] = 0;
        return;
    }
    view->warning = 0;
    screen_select(&live->screen, by);
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
    else if (view->text[0])
        view->text[0] = '\0', view->changes++;
    else if (view_close_newest(view))
        ;
    else if (view->selected != VIEW_NONE)
        view->selected = VIEW_NONE;
    else
        view->zoomed = false;
}

/* The line of the chosen warning, else the fold that is chosen. */
static void open_chosen(struct live *live)
{
    struct screen *screen = &live->screen;
    uint64_t at = screen->view.selected == VIEW_NONE
                      ? VIEW_NONE : rows_find(&screen->rows, screen->view.selected);

    if (screen->view.warning && view_has(&screen->view, PANE_WARNINGS)) {
        if (view_has(&screen->view, PANE_SOURCE))
            view_switch(&screen->view, PANE_SOURCE);
        view_switch(&screen->view, PANE_SOURCE);
        return;
    }
    if (at != VIEW_NONE)
        rows_toggle(&screen->rows, &screen->view, at);
    screen->show_selected = true;
}

/* The run as it is now, and the window goes along. */
static void follow(struct live *live)
{
    live->screen.view.follow = true;
    if (live->screen.looking_back || live->screen.replay)
        live_look_at(live, LOG_NEVER - 1);
}

/* A race has its rows in common, and states are those of one side. */
static void fold(struct live *live)
{
    struct view *view = &live->screen.view;

    view->fold = (view->fold + 1) % FOLD_KINDS;
    if (view->fold == FOLD_STATES && live->track_count > 1)
        view->fold = FOLD_NONE;
    live->screen.show_selected = true;
}

static void search(struct view *view)
{
    view->typing = true;
    view->text[0] = '\0';
    view->changes++;
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
    case COMMAND_STEP_BACK: live_step_back(live, TRACK_STEP); break;
    case COMMAND_EVENT: live_event(live); break;
    case COMMAND_EVENT_BACK: live_step_back(live, TRACK_EVENT); break;
    case COMMAND_FOLLOW: follow(live); break;
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
    case COMMAND_OPEN: open_chosen(live); break;
    case COMMAND_FOLD: fold(live); break;
    case COMMAND_ORDER: view->order = (view->order + 1) % ORDER_KINDS; break;
    case COMMAND_SEARCH: search(view); break;
    case COMMAND_ALL: view->all = !view->all; view->changes++; break;
    case COMMAND_NEXT: next(live, 1); break;
    case COMMAND_PREVIOUS: next(live, -1); break;
    case COMMAND_THEME: terminal_next_theme(); break;
    case COMMAND_MOUSE: terminal_mouse(!terminal_has_mouse()); break;
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
    if (live->screen.classroom.on && live_classroom_key(live, input))
        return;
    if (live->screen.view.typing)
        live_type(live, input);
    else if (input.key == TERMINAL_CLICK || input.key == TERMINAL_WHEEL_UP ||
             input.key == TERMINAL_WHEEL_DOWN)
        live_mouse(live, input);
    else if (live->screen.help && input.key != TERMINAL_OTHER)
        leave_help(live, command);
    else if (command != COMMAND_NONE)
        obey(live, command);
    else if (input.key == TERMINAL_CHARACTER)
        switch_pane(live, input.character);
}
