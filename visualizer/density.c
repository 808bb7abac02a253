/* SPDX-License-Identifier: MIT */
/* Folds as strips.  Within a column a span adds its time, and what it fills it tells by
 * a difference, so that a million spans are counted within a frame. */
#include "density.h"

#include <stdlib.h>
#include <string.h>

void density_done(struct density *density)
{
    free(density->shares);
    *density = (struct density){0};
}

struct strip {
    uint64_t *starts;           /* ns: of each column, and of the one behind */
    uint64_t *times;            /* ns: of spans that begin or end within the column */
    int64_t *steps;             /* lanes that begin or cease to fill columns here */
    uint64_t from, to;
    double scale;               /* columns a ns */
    int columns;
};

static void strip_done(struct strip *strip)
{
    free(strip->starts);
    free(strip->times);
    free(strip->steps);
}

static bool strip_init(struct strip *strip, const struct paint_axis *axis, uint64_t now)
{
    size_t columns = (size_t)axis->columns, cells = (columns + 1) * SPAN_STATES;

    *strip = (struct strip){
        .starts = calloc(columns + 1, sizeof *strip->starts),
        .times = calloc(cells, sizeof *strip->times),
        .steps = calloc(cells, sizeof *strip->steps),
        .from = axis->begin, .to = now < axis->end ? now : axis->end,
        .scale = axis->columns / (double)(axis->end - axis->begin),
        .columns = axis->columns,
    };
    if (!strip->starts || !strip->times || !strip->steps)
        return false;
    for (int column = 0; column <= axis->columns; column++)
        strip->starts[column] = paint_time(axis, column);
    return true;
}

/* The column that holds a time of the axis; its end is in the last one. */
static int column_of(const struct strip *strip, uint64_t time)
{
    int column = (int)((double)(time - strip->from) * strip->scale);

    if (column >= strip->columns)
        column = strip->columns - 1;
    while (column > 0 && time < strip->starts[column])
        column--;
    while (column + 1 < strip->columns && time >= strip->starts[column + 1])
        column++;
    return column;
}

/* What begins in that column; returns the one in which it ends. */
static int add_part(const struct strip *strip, int state, uint64_t begin, uint64_t end,
                    int from)
{
    int to = end < strip->starts[from + 1] ? from : column_of(strip, end);

    if (to == from) {
        strip->times[from * SPAN_STATES + state] += end - begin;
        return to;
    }
    strip->times[from * SPAN_STATES + state] += strip->starts[from + 1] - begin;
    strip->times[to * SPAN_STATES + state] += end - strip->starts[to];
    strip->steps[(from + 1) * SPAN_STATES + state]++;
    strip->steps[to * SPAN_STATES + state]--;
    return to;
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
    uint64_t at = strip->from;          /* the span before ended there, in `column` */
    int column = 0;

    for (uint64_t i = first_span(lane, strip->from); i < lane->count; i++) {
        const struct span *span = &lane->spans[i];
        uint64_t begin = span->begin > strip->from ? span->begin : strip->from;
        uint64_t end = span->end < strip->to ? span->end : strip->to, ready;

        if (span->begin >= strip->to)
            return;
        if (begin != at)
            column = column_of(strip, begin);
        ready = span->state == SPAN_SLEEPING && span->until < end ? span->until : end;
        if (ready > begin)
            column = add_part(strip, span->state, begin, ready, column);
        if (ready < end)                /* see span_part() */
            column = add_part(strip, SPAN_READY, ready > begin ? ready : begin, end, column);
        at = end;
    }
}

/* Times as parts of their columns, and what is filled. */
static void sum_up(const struct strip *strip, float *shares)
{
    int64_t full[SPAN_STATES] = {0};

    for (int column = 0; column < strip->columns; column++) {
        uint64_t width = strip->starts[column + 1] - strip->starts[column];

        for (int state = 0; state < SPAN_STATES; state++) {
            int i = column * SPAN_STATES + state;

            full[state] += strip->steps[i];
            shares[i] = (float)full[state];
            if (width)
                shares[i] += (float)((double)strip->times[i] / (double)width);
        }
    }
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
    struct strip strip;

    if (same(density, rows, row, track, axis, now) || !make_room(density, axis->columns))
        return;
    memset(density->counts, 0, sizeof density->counts);
    if (strip_init(&strip, axis, now)) {
        for (uint64_t i = 0; i < row->count; i++) {
            const struct lane *lane = seating_lane(&track->seating, roster, &track->model,
                                                   rows->order[row->first + i]);

            density->counts[rows_state(lane, track->model.now)]++;
            if (lane)
                add_lane(&strip, lane);
        }
        sum_up(&strip, density->shares);
    }
    strip_done(&strip);
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
