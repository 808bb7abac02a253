/* SPDX-License-Identifier: MIT */
/* Lanes as cells. */
#include "paint.h"

#include <string.h>

__extension__ typedef unsigned __int128 wide;

static const struct {
    const char *utf8, *ascii, *word;
} looks[PAINT_LOOKS] = {
    [PAINT_RUNNING] = {"▌", "|", "runs"},
    [PAINT_READY] = {"▒", "%", "waits for its turn"},
    [PAINT_SLEEPING] = {"░", ".", "sleeps"},
    [PAINT_WAITING] = {"┄", "-", "waits for another"},
    [PAINT_BLOCKED] = {"█", "#", "blocks the thread"},
    [PAINT_FREE] = {"·", "_", "thread is free"},
    [PAINT_DONE] = {"✓", "v", "done"},
    [PAINT_FAILED] = {"✗", "x", "failed"},
    [PAINT_CANCELLED] = {"⊘", "o", "cancelled"},
    [PAINT_EMPTY] = {" ", " ", ""},
};

const char *paint_glyph(enum paint_look look, bool ascii)
{
    if ((unsigned)look >= PAINT_LOOKS)
        look = PAINT_EMPTY;
    return ascii ? looks[look].ascii : looks[look].utf8;
}

const char *paint_word(enum paint_look look)
{
    return (unsigned)look < PAINT_LOOKS ? looks[look].word : "";
}

int paint_column(const struct paint_axis *axis, uint64_t time)
{
    if (time < axis->begin)
        return -1;
    if (time >= axis->end)
        return axis->columns;
    wide length = axis->end - axis->begin;
    return (int)((wide)(time - axis->begin) * (wide)axis->columns / length);
}

uint64_t paint_time(const struct paint_axis *axis, int column)
{
    wide length = axis->end - axis->begin, columns = (wide)axis->columns;
    if (column >= axis->columns)
        return axis->end;
    return axis->begin + (uint64_t)(((wide)column * length + columns - 1) / columns);
}

/* What a column shows of what went on in it: what took most of its time.  But who had
 * the thread, however short, is never hidden behind those who had not. */
static struct paint_cell look_at(const struct lane_sum *from, const struct lane_sum *to)
{
    uint64_t time[SPAN_STATES];
    int most = SPAN_RUNNING;
    for (int state = 0; state < SPAN_STATES; state++) {
        time[state] = to->time[state] - from->time[state];
        most = time[state] > time[most] ? state : most;
    }
    bool had = to->runs > from->runs || time[SPAN_RUNNING] || time[SPAN_BLOCKED];
    if (!had)
        return (struct paint_cell){.look = (uint8_t)(time[most] ? most : PAINT_EMPTY)};
    int holder = time[SPAN_BLOCKED] > time[SPAN_RUNNING] ? SPAN_BLOCKED : SPAN_RUNNING;
    return (struct paint_cell){.look = (uint8_t)holder,
                               .tick = most != holder || !time[holder]};
}

static enum paint_look mark_of(const struct lane *lane)
{
    return lane->outcome == LOG_RETURNED ? PAINT_DONE :
           lane->outcome == LOG_CANCELLED ? PAINT_CANCELLED : PAINT_FAILED;
}

/* The first column that the lane leaves free, or the last one there is. */
static void put_mark(const struct lane *lane, const struct paint_axis *axis,
                     struct paint_cell *cells)
{
    int column = paint_column(axis, lane->ended);
    int first = paint_column(axis, lane->created);
    if (column < axis->columns && paint_time(axis, column) < lane->ended)
        column++;
    if (column == first && lane->count && column < axis->columns)
        column++;
    cells[column] = (struct paint_cell){.look = (uint8_t)mark_of(lane)};
}

/* A moment's step at the very end of a block is no more than the end of the block. */
static void quiet_end(const struct lane *lane, const struct paint_axis *axis,
                      struct paint_cell *cells)
{
    int column = paint_column(axis, lane->ended);
    if (column > 0 && cells[column].tick && cells[column - 1].look == PAINT_BLOCKED &&
        paint_time(axis, column) == lane->ended)
        cells[column] = (struct paint_cell){.look = PAINT_EMPTY};
}

void paint_lane(const struct lane *lane, const struct paint_axis *axis, uint64_t now,
                struct paint_cell *cells)
{
    struct lane_sum from, to;
    uint64_t seen = now < LOG_NEVER ? now + 1 : now;    /* with what happens at `now` */
    lane_sum(lane, axis->begin, &from);
    for (int column = 0; column <= axis->columns; column++) {
        bool past = column == axis->columns;    /* a moment: it holds no time */
        uint64_t end = past ? axis->end + 1 : paint_time(axis, column + 1);
        lane_sum(lane, end < seen ? end : seen, &to);
        if (past)
            memcpy(from.time, to.time, sizeof from.time);
        cells[column] = look_at(&from, &to);
        from = to;
    }
    if (lane->ended > now || lane->ended < axis->begin || lane->ended > axis->end)
        return;
    quiet_end(lane, axis, cells);
    if (lane->done)
        put_mark(lane, axis, cells);
}
