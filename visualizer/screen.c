/* SPDX-License-Identifier: MIT */
/* The screen from top to bottom: title, sides, axis, what is told, keys. */
#include "screen.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "pane.h"
#include "screen_inside.h"
#include "words.h"

/* ---- The title bar ------------------------------------------------------- */

static bool any_stopped(const struct screen *screen)
{
    for (int i = 0; i < screen->track_count; i++)
        if (track_stopped(screen->tracks[i]))
            return true;
    return false;
}

static const char *state_of(const struct screen *screen)
{
    if (screen_finished(screen) && !screen->looking_back)
        return any_stopped(screen) ? "■ stopped" : "■ finished";
    if (screen->looking_back)
        return "‖ looking back";
    return screen->paused ? "‖ paused" : "▶";
}

/* How often the programs waited for the screen. */
static uint64_t stalls_of(const struct screen *screen)
{
    uint64_t stalls = 0;

    for (int i = 0; i < screen->track_count; i++)
        stalls += recording_stalls(&screen->tracks[i]->log->header);
    return stalls;
}

enum { TITLE_RIGHT = 200 };

/* The same in one glyph, for narrow windows. */
static void first_glyph(char *text)
{
    uint32_t glyph;
    int n = canvas_decode(text, strlen(text), &glyph);

    text[n] = '\0';
}

static void title_right(const struct screen *screen, char out[TITLE_RIGHT], bool speed, bool words)
{
    char time[WORDS_DURATION], state[48], factor[32] = "", warned[40] = "";
    char waited[60] = "", count[WORDS_DURATION];
    uint64_t warnings = warnings_count(screen), stalls = stalls_of(screen);

    words_seconds(time, screen->now, screen->axis_end < 1000000000 ? 4 : 2);
    snprintf(state, sizeof state, "%s", state_of(screen));
    if (!words)
        first_glyph(state);
    if (speed && !(screen_finished(screen) && !screen->looking_back))
        snprintf(factor, sizeof factor, "speed ×%g   ", screen->speed);
    if (warnings)
        snprintf(warned, sizeof warned, "⚠ %llu   ", (unsigned long long)warnings);
    if (stalls)
        snprintf(waited, sizeof waited, "waited %s×%s   ", words_count(count, stalls),
                 words ? " for the screen" : "");
    snprintf(out, TITLE_RIGHT, "%s%s%s%s   %s", waited, warned, factor, time, state);
}

static void draw_title(struct canvas *canvas, const struct screen *screen)
{
    int columns = canvas->columns, least, column = 1, width;
    char right[TITLE_RIGHT];

    canvas_fill(canvas, 0, 0, columns, ROLE_TITLE, ' ');
    least = 1 + (screen->title ? canvas_width(screen->title) : 0) +
            (screen->number ? canvas_width(screen->number) + 2 : 0) + 3;
    title_right(screen, right, true, true);
    if (least + canvas_width(right) + 2 > columns)
        title_right(screen, right, true, false);
    if (least + canvas_width(right) + 2 > columns)
        title_right(screen, right, false, false);
    width = canvas_width(right);
    canvas_text(canvas, 0, columns - width - 2, ROLE_TITLE, right);
    if (least + 12 + width + 2 <= columns)
        column = canvas_text(canvas, 0, column, ROLE_TITLE, "Interleave") + 2;
    if (screen->number)
        column = canvas_text(canvas, 0, column, ROLE_TITLE_QUIET, screen->number) + 2;
    if (screen->title)
        canvas_fit(canvas, 0, column, columns - width - 3 - column, ROLE_TITLE_QUIET,
                   screen->title);
}

/* ---- All of it ----------------------------------------------------------- */

static void draw_too_small(struct canvas *canvas)
{
    char text[96];

    snprintf(text, sizeof text, "This window is %dx%d. Interleave needs %dx%d.",
             canvas->columns, canvas->rows, SCREEN_LEAST_COLUMNS, SCREEN_LEAST_ROWS);
    for (int row = 0; row < canvas->rows && canvas->columns > 0; row++) {
        size_t from = (size_t)row * (size_t)canvas->columns;

        if (from < strlen(text))
            canvas_text(canvas, row, 0, ROLE_PLAIN, text + from);
    }
}

static void clamp_scroll(struct screen *screen, const struct layout *layout)
{
    uint64_t lanes = screen->rows.count, shown = (uint64_t)layout->lanes;
    uint64_t most = lanes > shown ? lanes - shown : 0;
    uint64_t at = screen->show_selected ? rows_find(&screen->rows, screen->view.selected)
                                        : VIEW_NONE;

    if (at != VIEW_NONE && at < screen->scroll)
        screen->scroll = at;
    else if (at != VIEW_NONE && shown && at >= screen->scroll + shown)
        screen->scroll = at - shown + 1;
    screen->show_selected = false;

    if (screen->scroll > most)
        screen->scroll = most;
}

/* In a race the rows are those of the side that is told last: the concurrent one. */
void screen_update(struct screen *screen)
{
    if (screen->track_count > 0)
        rows_update(&screen->rows, &screen->view, screen->roster,
                    screen->tracks[screen->track_count - 1]);
    if (!screen->densities)
        screen->densities = calloc(SCREEN_DENSITIES, sizeof *screen->densities);
}

void screen_done(struct screen *screen)
{
    for (int i = 0; screen->densities && i < SCREEN_DENSITIES; i++)
        density_done(&screen->densities[i]);
    free(screen->densities);
    screen->densities = NULL;
    rows_done(&screen->rows);
}

/* The first time it goes to the lane that has the thread, or to the first one in view. */
static uint64_t first_choice(const struct screen *screen)
{
    uint64_t row = screen->scroll < screen->rows.count ? screen->scroll : 0;
    const struct track *track;
    const struct lane *lane = pane_subject(screen, &track);

    for (uint64_t i = 0; lane && i < screen->rows.count; i++)
        if (seating_lane(&track->seating, screen->roster, &track->model,
                         screen->rows.order[screen->rows.rows[i].first]) == lane)
            return i;
    return row;
}

void screen_select(struct screen *screen, int by)
{
    struct view *view = &screen->view;
    uint64_t at = VIEW_NONE;

    screen_update(screen);
    if (screen->rows.count == 0)
        return;
    if (view->selected != VIEW_NONE)
        at = rows_find(&screen->rows, view->selected);
    if (at == VIEW_NONE)
        at = first_choice(screen);
    else if (by < 0)
        at = at > (uint64_t)-by ? at - (uint64_t)-by : 0;
    else
        at += (uint64_t)by;
    if (at >= screen->rows.count)
        at = screen->rows.count - 1;
    view->selected = screen->rows.order[screen->rows.rows[at].first];
    screen->show_selected = true;
}

void screen_draw(struct canvas *canvas, struct screen *screen, int rows, int columns)
{
    struct layout layout;
    int row;

    canvas_clear(canvas, rows, columns);
    if (rows < SCREEN_LEAST_ROWS || columns < SCREEN_LEAST_COLUMNS) {
        draw_too_small(canvas);
        return;
    }
    screen_update(screen);
    if (screen->classroom.on) {
        classroom_draw(canvas, screen);
        return;
    }
    layout_make(&layout, screen, rows, columns);
    clamp_scroll(screen, &layout);
    draw_title(canvas, screen);
    panes_draw_above(canvas, screen, &layout, 1);
    row = 1 + layout.above + layout.top;
    for (int i = 0; i < screen->track_count; i++)
        row = block_draw(canvas, screen, &layout, i, row + (i > 0 ? layout.between : 0));
    row = axis_draw(canvas, screen, &layout, row);
    row = panes_draw_below(canvas, screen, &layout, row);
    row = telling_draw(canvas, screen, &layout, row);
    output_draw(canvas, screen, &layout, row);
    if (layout.legend)
        legend_draw(canvas, &layout, rows - 3);
    keys_draw(canvas, screen, rows - 1);
    if (screen->help)
        help_draw(canvas, screen);
}
