/* SPDX-License-Identifier: MIT */
/* A block of lanes: rows of lanes and of folds, the selected one marked. */
#include <stdio.h>
#include <string.h>

#include "screen_inside.h"
#include "words.h"

enum { REMARK_TEXT = 160 };

/* ---- A fold -------------------------------------------------------------- */

/* "940 sleep, 12 done": as many as fit, the busiest first. */
static void tell_counts(const struct density *density, char out[REMARK_TEXT], int width)
{
    static const struct {
        enum paint_look look;
        const char *word;
    } told[] = {{PAINT_BLOCKED, "blocks"}, {PAINT_RUNNING, "runs"}, {PAINT_READY, "ready"},
                {PAINT_WAITING, "wait"}, {PAINT_SLEEPING, "sleep"}, {PAINT_FAILED, "failed"},
                {PAINT_CANCELLED, "cancelled"}, {PAINT_DONE, "done"},
                {PAINT_EMPTY, "to come"}};
    char number[WORDS_DURATION];
    size_t used = 0;

    out[0] = '\0';
    for (unsigned i = 0; i < sizeof told / sizeof *told; i++) {
        uint64_t n = density->counts[told[i].look];
        size_t before = used;

        if (!n)
            continue;
        used += (size_t)snprintf(out + used, REMARK_TEXT - used, "%s%s %s", used ? ", " : "",
                                 words_count(number, n), told[i].word);
        if (used >= REMARK_TEXT || (int)used > width) {
            out[before] = '\0';
            return;
        }
    }
}

static void draw_fold(struct canvas *canvas, const struct screen *screen,
                      const struct layout *layout, int side, uint64_t which, int row)
{
    struct density *density =
        &screen->densities[(which * SCREEN_SIDES + (uint64_t)side) % SCREEN_DENSITIES];
    uint64_t lanes = screen->rows.rows[which].count;
    int end = layout->axis, columns = layout->time.columns;
    char text[REMARK_TEXT];

    density_make(density, &screen->rows, which, screen->roster, screen->tracks[side],
                 &layout->time, screen->now);
    for (int column = 0; column < columns; column++)
        for (int i = 0; i < layout->bar; i++) {
            enum paint_look look = density_look(density, column, i, layout->bar, lanes);

            if (look == PAINT_EMPTY)
                continue;
            canvas_glyph(canvas, row + layout->bar - 1 - i, layout->axis + column, role_of(look),
                         glyph_of(paint_glyph(look, canvas->ascii)));
            end = layout->axis + column + 1;
        }
    tell_counts(density, text, layout->columns - end - 3);
    canvas_text(canvas, row + layout->bar - 1, end + 2, ROLE_QUIET, text);
}

/* ---- A lane -------------------------------------------------------------- */

/* Where the selected task stands, in a few words. */
static void tell_lane(const struct model *model, const struct lane *lane, uint64_t now,
                      char out[REMARK_TEXT])
{
    struct span part = lane->count ? span_part(&lane->spans[lane->count - 1], now)
                                   : (struct span){0};
    const struct span *span = lane->count ? &part : NULL;
    const struct lane *other = span && span->about ? model_lane(model, span->about) : NULL;
    const char *name = other ? model_name(model, other->name) : "";
    char time[WORDS_DURATION];

    out[0] = '\0';
    if (!span || lane->ended != LOG_NEVER)
        return;
    if (span->until != LOG_NEVER)
        snprintf(out, REMARK_TEXT, "%s until %s", paint_word((enum paint_look)span->state),
                 words_seconds(time, span->until, 3));
    else if (span->state == SPAN_WAITING && other)
        snprintf(out, REMARK_TEXT, "waits for %.100s", name);
    else if (span->state == SPAN_READY && span->wait == LOG_WAIT_SLEEP)
        snprintf(out, REMARK_TEXT, "ready since %s", words_seconds(time, span->begin, 3));
    else if (span->state == SPAN_READY && other)
        snprintf(out, REMARK_TEXT, "ready: %.100s woke it", name);
    else
        snprintf(out, REMARK_TEXT, "%s", paint_word((enum paint_look)span->state));
}

static void draw_lane(struct canvas *canvas, const struct screen *screen,
                      const struct layout *layout, int side, uint64_t which, int row)
{
    const struct track *track = screen->tracks[side];
    uint64_t seat = screen->rows.order[screen->rows.rows[which].first];
    const struct lane *lane = seating_lane(&track->seating, screen->roster, &track->model, seat);
    char text[REMARK_TEXT];
    int end, room;

    if (!lane || screen->ready)
        return;
    end = bar_draw(canvas, screen, layout, lane, row);
    if (screen->view.selected != seat || !lane->task)
        return;
    tell_lane(&track->model, lane, screen->now, text);
    room = layout->columns - end - 3;
    if (canvas_width(text) <= room)
        canvas_text(canvas, row + (layout->bar - 1) / 2, end + 2, ROLE_QUIET, text);
}

/* ---- The block ----------------------------------------------------------- */

static void draw_more(struct canvas *canvas, const struct screen *screen,
                      const struct layout *layout, int row)
{
    uint64_t above = screen->scroll, both = above + (uint64_t)layout->lanes;
    uint64_t below = screen->rows.count > both ? screen->rows.count - both : 0;
    char a[WORDS_DURATION], b[WORDS_DURATION], text[4 * WORDS_DURATION];

    words_count(a, above);
    words_count(b, below);
    if (above && below)
        snprintf(text, sizeof text, "… %s more above, %s below", a, b);
    else
        snprintf(text, sizeof text, "… %s more%s", above ? a : b, above ? " above" : "");
    canvas_text(canvas, row, layout->label, ROLE_QUIET, text);
}

static void draw_name(struct canvas *canvas, const struct screen *screen,
                      const struct layout *layout, uint64_t which, int row, bool focus)
{
    const struct view *view = &screen->view;
    const struct row *at = &screen->rows.rows[which];
    uint64_t seat = screen->rows.order[at->first];
    enum canvas_role role = at->fold || screen->classroom.on ? ROLE_LABEL : ROLE_PLAIN;
    char name[ROWS_LABEL];

    rows_label(name, &screen->rows, view, screen->roster, which);
    if (view->text[0])
        role = rows_match(view, screen->roster, seat) ? ROLE_LABEL : ROLE_QUIET;
    if (view->selected == seat) {
        role = focus ? ROLE_KEY : ROLE_LABEL;
        canvas_fill(canvas, row + (layout->bar - 1) / 2, layout->label - 1,
                    layout->axis - layout->label, role, ' ');
    }
    label_draw(canvas, layout, row, role, name);
}

int block_draw(struct canvas *canvas, const struct screen *screen,
               const struct layout *layout, int side, int row)
{
    int step = layout->bar + layout->gap, top;

    if (layout->head)
        head_draw(canvas, screen, layout, side, row++);
    top = row;
    for (int i = 0; i < layout->lanes; i++, row += step) {
        uint64_t which = screen->scroll + (uint64_t)i;

        if (which >= screen->rows.count)
            continue;
        draw_name(canvas, screen, layout, which, row, screen->view.focus == PANE_LANES);
        if (!screen->rows.rows[which].fold)
            draw_lane(canvas, screen, layout, side, which, row);
        else if (!screen->ready)
            draw_fold(canvas, screen, layout, side, which, row);
    }
    if (!screen->ready)
        arrows_draw(canvas, screen, layout, side, top);
    if (layout->more)
        draw_more(canvas, screen, layout, row++);
    if (layout->thread)
        thread_draw(canvas, screen, layout, side, row);
    return row + layout->thread * layout->bar;
}
