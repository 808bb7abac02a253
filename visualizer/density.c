/* SPDX-License-Identifier: MIT */
/* Folds as strips.  A span adds to the columns at its ends, and by a difference to all
 * between them, so that a million spans are counted within a frame. */
#include "density.h"

#include <stdlib.h>
#include <string.h>

void density_done(struct density *density)
{
    free(density->shares);
    *density = (struct density){0};
}

struct strip {
    float *shares, *steps;      /* steps: what begins or ends with a column */
    double begin, scale;        /* ns, columns a ns */
    uint64_t from, to;
    int columns;
};

static void add_part(const struct strip *strip, const struct span *span)
{
    uint64_t begin = span->begin > strip->from ? span->begin : strip->from;
    uint64_t end = span->end < strip->to ? span->end : strip->to;

    if (end < begin || span->state >= SPAN_STATES)
        return;
    double x = ((double)begin - strip->begin) * strip->scale;
    double y = ((double)end - strip->begin) * strip->scale;
    int a = (int)x, b = (int)y;

    a = a < 0 ? 0 : a < strip->columns ? a : strip->columns - 1;
    b = b < a ? a : b < strip->columns ? b : strip->columns - 1;
    if (a == b) {
        strip->shares[a * SPAN_STATES + span->state] += (float)(y - x);
        return;
    }
    strip->shares[a * SPAN_STATES + span->state] += (float)(a + 1 - x);
    strip->shares[b * SPAN_STATES + span->state] += (float)(y - b);
    strip->steps[(a + 1) * SPAN_STATES + span->state] += 1;
    strip->steps[b * SPAN_STATES + span->state] -= 1;
}

static void add_span(const struct strip *strip, const struct span *span)
{
    struct span part = span_part(span, span->begin);

    add_part(strip, &part);
    if (part.end == span->end)
        return;
    part = span_part(span, part.end);
    add_part(strip, &part);
}

/* The first span that does not end before `time`. */
static uint64_t first_span(const struct lane *lane, uint64_t time)
{
    uint64_t low = 0, high = lane->count;

    while (low < high) {
        uint64_t middle = low + (high - low) / 2;

        if (lane->spans[middle].end < time)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static void add_lane(const struct strip *strip, const struct lane *lane)
{
    for (uint64_t i = first_span(lane, strip->from);
         i < lane->count && lane->spans[i].begin < strip->to; i++)
        add_span(strip, &lane->spans[i]);
}

static bool make_room(struct density *density, int columns)
{
    size_t cells = (size_t)columns * SPAN_STATES;
    float *shares = realloc(density->shares, cells * sizeof *shares);

    if (!shares)
        return false;
    memset(shares, 0, cells * sizeof *shares);
    density->shares = shares;
    density->columns = columns;
    return true;
}

static bool same(struct density *density, const struct rows *rows, const struct row *row,
                 const struct track *track, const struct paint_axis *axis, uint64_t now)
{
    uint64_t made_of[8] = {(uint64_t)(uintptr_t)track, rows->order[row->first], row->count,
                           rows->made_of[1] << 8 | rows->made_of[2] << 4 | rows->made_of[3],
                           track->model.fed + 1, axis->begin, axis->end,
                           now < axis->end ? now : axis->end};
    bool is = density->columns == axis->columns &&
              memcmp(made_of, density->made_of, sizeof made_of) == 0;

    memcpy(density->made_of, made_of, sizeof made_of);
    return is;
}

void density_make(struct density *density, const struct rows *rows, uint64_t which,
                  const struct roster *roster, const struct track *track,
                  const struct paint_axis *axis, uint64_t now)
{
    const struct row *row = &rows->rows[which];
    size_t cells = (size_t)(axis->columns + 1) * SPAN_STATES;
    struct strip strip = {
        .begin = (double)axis->begin, .from = axis->begin, .columns = axis->columns,
        .to = now < axis->end ? now : axis->end,
        .scale = axis->columns / (double)(axis->end - axis->begin),
    };

    if (same(density, rows, row, track, axis, now) || !make_room(density, axis->columns))
        return;
    strip.shares = density->shares;
    memset(density->counts, 0, sizeof density->counts);
    strip.steps = calloc(cells, sizeof *strip.steps);
    for (uint64_t i = 0; strip.steps && i < row->count; i++) {
        const struct lane *lane = seating_lane(&track->seating, roster, &track->model,
                                               rows->order[row->first + i]);

        density->counts[rows_state(lane, track->model.now)]++;
        if (lane)
            add_lane(&strip, lane);
    }
    for (size_t i = 0; strip.steps && i < (size_t)axis->columns * SPAN_STATES; i++) {
        if (i >= SPAN_STATES)
            strip.steps[i] += strip.steps[i - SPAN_STATES];
        strip.shares[i] += strip.steps[i];
    }
    free(strip.steps);
}

enum paint_look density_look(const struct density *density, int column, int row, int rows,
                             uint64_t lanes)
{
    static const enum span_state busy_first[SPAN_STATES] = {
        SPAN_BLOCKED, SPAN_RUNNING, SPAN_READY, SPAN_WAITING, SPAN_SLEEPING, SPAN_FREE};
    const float *shares = density->shares + (size_t)column * SPAN_STATES;
    double all = 0, most = 0, at = (row + 0.5) / rows * (double)lanes;
    enum paint_look look = PAINT_EMPTY;

    for (int i = 0; i < SPAN_STATES; i++) {
        enum span_state state = busy_first[i];

        all += (double)shares[state];
        if (rows > 1 && at < all)
            return (enum paint_look)state;
        if ((double)shares[state] > most) {
            most = (double)shares[state];
            look = (enum paint_look)state;
        }
    }
    return row == 0 && all * 1000 > (double)lanes ? look : PAINT_EMPTY;
}
