/* SPDX-License-Identifier: MIT */
/* What a block of lanes is made of: its head, bars, and the thread's own lane. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "grow.h"
#include "score.h"
#include "screen_inside.h"
#include "story.h"
#include "words.h"

enum { REMARK_TEXT = 96 };
enum { NOISE_NS = 20000000 };   /* differences below are the paced clock's own */

enum canvas_role role_of(enum paint_look look)
{
    static const enum canvas_role roles[PAINT_LOOKS] = {
        [PAINT_RUNNING] = ROLE_RUNNING, [PAINT_READY] = ROLE_READY,
        [PAINT_SLEEPING] = ROLE_SLEEPING, [PAINT_WAITING] = ROLE_WAITING,
        [PAINT_BLOCKED] = ROLE_BLOCKED, [PAINT_FREE] = ROLE_FREE,
        [PAINT_DONE] = ROLE_DONE, [PAINT_FAILED] = ROLE_FAILED,
        [PAINT_CANCELLED] = ROLE_CANCELLED, [PAINT_EMPTY] = ROLE_PLAIN,
    };

    return roles[look];
}

uint32_t glyph_of(const char *text)
{
    uint32_t glyph;

    canvas_decode(text, strlen(text), &glyph);
    return glyph;
}

bool track_stopped(const struct track *track)
{
    return track->trouble && track->over && track_at_end(track);
}

bool screen_finished(const struct screen *screen)
{
    for (int i = 0; i < screen->track_count; i++)
        if (!screen->tracks[i]->model.ended && !track_stopped(screen->tracks[i]))
            return false;
    return screen->track_count > 0;
}

/* ---- The head: label and score ------------------------------------------- */

/* How many tasks there will be, as far as anybody knows. */
static uint64_t tasks_known(const struct screen *screen)
{
    uint64_t rows = screen->roster->count - screen->roster->thread_count;
    uint64_t most = rows > 0 ? rows - 1 : 0;

    for (int i = 0; i < screen->track_count; i++) {
        uint64_t lanes = screen->tracks[i]->model.lane_count;

        if (lanes > most + 1)
            most = lanes - 1;
    }
    return most;
}

/* "3.0x faster", said of the faster side of a race that is over. */
static const char *faster(char out[SCORE_WORDS], const struct screen *screen, int side,
                          bool ascii)
{
    struct score here, other;

    out[0] = '\0';
    if (screen->track_count != 2 || !screen->tracks[0]->model.ended ||
        !screen->tracks[1]->model.ended)
        return out;
    here = score_of(&screen->tracks[side]->model, LOG_NEVER);
    other = score_of(&screen->tracks[!side]->model, LOG_NEVER);
    if (here.elapsed < other.elapsed && other.elapsed > NOISE_NS)
        score_faster(out, &other, &here, ascii);
    return out;
}

static void draw_ended(struct canvas *canvas, const struct screen *screen, int side,
                       int row, int edge)
{
    char time[WORDS_DURATION], more[SCORE_WORDS];
    struct score score = score_of(&screen->tracks[side]->model, LOG_NEVER);
    enum canvas_role role = ROLE_LABEL;

    faster(more, screen, side, canvas->ascii);
    words_duration(time, score.elapsed);
    if (more[0])
        role = ROLE_DONE;
    canvas_text(canvas, row, edge - canvas_width(time), role, time);
    canvas_text(canvas, row, edge + 3, role, more);
}

void head_draw(struct canvas *canvas, const struct screen *screen,
                      const struct layout *layout, int side, int row)
{
    const struct track *track = screen->tracks[side];
    char text[96], done[WORDS_DURATION], all[WORDS_DURATION];
    int edge = layout->columns - layout->margin - (layout->columns >= 70 ? 14 : 13);
    int end = layout->axis + layout->time.columns;

    edge = end < edge ? end : edge;
    canvas_fit(canvas, row, layout->margin, layout->columns - layout->margin, ROLE_LABEL,
               track->label ? track->label : "");
    if (track_stopped(track)) {
        canvas_text(canvas, row, edge - (int)strlen("stopped"), ROLE_FAILED, "stopped");
    } else if (track->model.ended) {
        draw_ended(canvas, screen, side, row, edge);
    } else if (tasks_known(screen) > 0) {
        snprintf(text, sizeof text, "done %s of %s",
                 words_count(done, track->model.done_count),
                 words_count(all, tasks_known(screen)));
        canvas_text(canvas, row, edge - canvas_width(text), ROLE_QUIET, text);
    }
}

/* ---- Lanes --------------------------------------------------------------- */

/* A paced clock is a hair late.  An end that misses the beginning of a column by less
 * than a third of it is shown there, and so is one just past the axis. */
static struct lane on_time(const struct lane *lane, const struct paint_axis *axis)
{
    struct lane copy = *lane;
    int column = lane->ended == LOG_NEVER ? -1 : paint_column(axis, lane->ended);
    uint64_t width = (axis->end - axis->begin) / (uint64_t)axis->columns;
    uint64_t begin;

    if (column <= 0 || !lane->task)
        return copy;
    begin = paint_time(axis, column);
    if (lane->ended - begin < width / 3 && begin > lane->created)
        copy.ended = begin;
    return copy;
}

/* A free thread is a thin line, and a mark is one cell, however high the lane. */
void cell_draw(struct canvas *canvas, const struct layout *layout, int row,
                      int column, enum paint_look look)
{
    bool thick = look == PAINT_RUNNING || look == PAINT_READY || look == PAINT_SLEEPING ||
                 look == PAINT_BLOCKED || look == PAINT_WAITING;
    int first = thick ? row : row + (layout->bar - 1) / 2;
    uint32_t glyph = glyph_of(paint_glyph(look, canvas->ascii));

    for (int i = 0; i < (thick ? layout->bar : 1); i++)
        canvas_glyph(canvas, first + i, column, role_of(look), glyph);
}

/* Paint the lane.  Returns the column behind what was painted. */
int bar_draw(struct canvas *canvas, const struct screen *screen,
                    const struct layout *layout, const struct lane *lane, int row)
{
    struct lane shown = on_time(lane, &layout->time);
    uint64_t now = shown.ended < screen->now ? shown.ended : screen->now, none = 0;
    int columns = layout->time.columns + 1, end = layout->axis;
    struct paint_cell *cells = grow(NULL, &none, (uint64_t)columns, sizeof *cells);

    paint_lane(&shown, &layout->time, now, cells);
    for (int i = 0; i < columns; i++)
        if (cells[i].look != PAINT_EMPTY) {
            cell_draw(canvas, layout, row, layout->axis + i, cells[i].look);
            end = layout->axis + i + 1;
        }
    free(cells);
    return end;
}

void label_draw(struct canvas *canvas, const struct layout *layout, int row,
                       enum canvas_role role, const char *name)
{
    char text[128];

    words_fit(text, sizeof text, name, strlen(name), layout->label_width, canvas->ascii);
    canvas_text(canvas, row + (layout->bar - 1) / 2, layout->label, role, text);
}

/* ---- The thread's own lane ----------------------------------------------- */

enum { LOOKED_AT = 4096 };      /* lanes: with more of them nobody counts */

/* How many sleep, and how many but main wait for others; false if somebody is ready,
 * so that the thread is free for no time. */
static bool nobody_ready(const struct model *model, uint64_t *asleep, uint64_t *waiting)
{
    *asleep = *waiting = 0;
    for (uint64_t i = 0; i < model->lane_count && i < LOOKED_AT; i++) {
        const struct lane *lane = &model->lanes[i];
        const struct span *span = lane->count ? &lane->spans[lane->count - 1] : NULL;

        if (!span || lane->ended != LOG_NEVER)
            continue;
        if (span->state == SPAN_READY)
            return false;
        *asleep += span->state == SPAN_SLEEPING;
        *waiting += span->state == SPAN_WAITING && i > 0;
    }
    return true;
}

static void remark_free(const struct model *model, char *text, char *brief)
{
    char number[WORDS_DURATION], other[WORDS_DURATION];
    uint64_t asleep, waiting;

    if (!nobody_ready(model, &asleep, &waiting))
        return;
    strcpy(brief, "free");
    story_number(number, asleep);
    if (asleep == 0 || model->lane_count > LOOKED_AT)
        strcpy(text, "free");
    else if (waiting > 0)
        snprintf(text, REMARK_TEXT, "free: %s asleep, %s waiting for others", number,
                 story_number(other, waiting));
    else if (asleep == 1)
        strcpy(text, "free: one is asleep, nobody needs it");
    else if (asleep == 2)
        strcpy(text, "free: both are asleep at once");
    else
        snprintf(text, REMARK_TEXT, "free: all %s are asleep at once", number);
}

/* What can be said beside the lane; two lengths, either may be "". */
static void remark(const struct track *track, char text[REMARK_TEXT],
                   char brief[REMARK_TEXT])
{
    const struct lane *thread = &track->model.thread;
    const struct span *last = thread->count ? &thread->spans[thread->count - 1] : NULL;
    struct score score;

    text[0] = brief[0] = '\0';
    if (!last || track_stopped(track))
        return;
    if (track->model.ended) {
        score = score_of(&track->model, LOG_NEVER);
        if (score.free < score.elapsed / 100)
            strcpy(brief, "busy");
        else
            score_free(brief, &score);
        strcpy(text, brief);
    } else if (last->state == SPAN_BLOCKED) {
        strcpy(text, "blocked: it cannot do anything else");
        strcpy(brief, "blocked");
    } else if (last->state == SPAN_FREE) {
        remark_free(&track->model, text, brief);
    }
}

void thread_draw(struct canvas *canvas, const struct screen *screen,
                        const struct layout *layout, int side, int row)
{
    const struct track *track = screen->tracks[side];
    char text[REMARK_TEXT], brief[REMARK_TEXT];
    int end, room, middle = row + (layout->bar - 1) / 2;

    label_draw(canvas, layout, row, ROLE_QUIET, "thread");
    if (screen->ready)
        return;
    end = bar_draw(canvas, screen, layout, &track->model.thread, row);
    remark(track, text, brief);
    room = layout->columns - end;
    if (canvas_width(text) + 2 < room)
        canvas_text(canvas, middle, end + 2, ROLE_QUIET, text);
    else if (canvas_width(brief) + 1 <= room)
        canvas_text(canvas, middle, end + 1, ROLE_QUIET, brief);
}
