/* SPDX-License-Identifier: MIT */
/* A lane: its spans, and sums by which any stretch of it is looked up fast. */
#include "lane.h"

#include <stdlib.h>

#include "grow.h"

enum { STRIDE = 16 };           /* spans between two sums */

struct span *lane_open(const struct lane *lane)
{
    if (!lane->count)
        return NULL;
    struct span *last = &lane->spans[lane->count - 1];
    return last->end == LOG_NEVER ? last : NULL;
}

/* When a sleeper could run again. */
static uint64_t due(const struct span *span)
{
    return span->state != SPAN_SLEEPING ? LOG_NEVER
           : span->until > span->begin ? span->until : span->begin;
}

struct span span_part(const struct span *span, uint64_t time)
{
    struct span part = *span;
    uint64_t ready = due(span);
    if (time < ready) {
        part.end = span->end < ready ? span->end : ready;
    } else if (ready < span->end) {
        part.begin = ready;
        part.until = LOG_NEVER;
        part.state = SPAN_READY;
    }
    return part;
}

static void add(struct lane_sum *sum, const struct span *span, uint64_t end)
{
    uint64_t ready = due(span) < end ? due(span) : end;
    sum->time[span->state] += ready - span->begin;
    sum->time[SPAN_READY] += end - ready;
    sum->runs += span->state == SPAN_RUNNING;
}

/* Called before span number lane->count counts: all before it have ended. */
static void keep_sum(struct lane *lane)
{
    uint64_t which = lane->count / STRIDE;
    if (lane->count % STRIDE || !which)
        return;
    lane->sums = grow(lane->sums, &lane->sum_capacity, which, sizeof *lane->sums);
    struct lane_sum sum = {{0}, 0};
    if (which > 1)
        sum = lane->sums[which - 2];
    for (uint64_t i = lane->count - STRIDE; i < lane->count; i++)
        add(&sum, &lane->spans[i], lane->spans[i].end);
    lane->sums[which - 1] = sum;
}

void lane_close(struct lane *lane, uint64_t time)
{
    struct span *last = lane_open(lane);
    if (!last)
        return;
    last->end = time;
    if (last->begin == time && last->state != SPAN_RUNNING)
        lane->count--;
}

static bool goes_on(const struct span *span, const struct span *next)
{
    if (span->end != next->begin || span->state != next->state)
        return false;
    return next->state == SPAN_RUNNING || next->state == SPAN_READY ||
           next->state == SPAN_FREE ||
           (span->wait == next->wait && span->about == next->about &&
            span->until == next->until);
}

struct span *lane_next(struct lane *lane, uint64_t time)
{
    lane_close(lane, time);
    lane->spans = grow(lane->spans, &lane->capacity, lane->count + 1, sizeof *lane->spans);
    return &lane->spans[lane->count];
}

void lane_put(struct lane *lane)
{
    struct span *next = &lane->spans[lane->count];
    if (lane->count && goes_on(next - 1, next)) {
        next[-1].end = LOG_NEVER;
        return;
    }
    keep_sum(lane);
    lane->count++;
}

void lane_free(struct lane *lane)
{
    free(lane->spans);
    free(lane->sums);
}

/* How many spans begin before `time`, or at it if `with`. */
static uint64_t begun(const struct lane *lane, uint64_t time, bool with)
{
    uint64_t low = 0, high = lane->count;
    while (low < high) {
        uint64_t middle = low + (high - low) / 2;
        uint64_t begin = lane->spans[middle].begin;
        if (begin < time || (with && begin == time))
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

void lane_cut(struct lane *lane, uint64_t time)
{
    if (lane->done && lane->told >= time) {
        lane->done = false;
        lane->outcome = 0;
        lane->code = 0;
        lane->text = 0;
    }
    if (lane->ended >= time)
        lane->ended = LOG_NEVER;
    lane->count = begun(lane, time, false);
    if (lane->count && lane->spans[lane->count - 1].end >= time)
        lane->spans[lane->count - 1].end = LOG_NEVER;
}

const struct span *lane_at(const struct lane *lane, uint64_t time)
{
    uint64_t n = begun(lane, time, true);
    if (!n || time > lane->spans[n - 1].end)
        return NULL;
    return &lane->spans[n - 1];
}

void lane_sum(const struct lane *lane, uint64_t time, struct lane_sum *sum)
{
    uint64_t n = begun(lane, time, false), from = n / STRIDE;
    *sum = (struct lane_sum){{0}, 0};
    if (from && from * STRIDE == n)     /* its sum may not have been kept yet */
        from--;
    if (from)
        *sum = lane->sums[from - 1];
    for (uint64_t i = from * STRIDE; i < n; i++) {
        uint64_t end = lane->spans[i].end;
        add(sum, &lane->spans[i], end < time ? end : time);
    }
}
