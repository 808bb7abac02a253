/* SPDX-License-Identifier: MIT */
/* Chrome's trace format: what lies across the lanes, arrows and the ready queue. */
#include <stdlib.h>

#include "grow.h"
#include "perfetto_inside.h"

/* ---- Arrows -------------------------------------------------------------------- */

static void put_end(struct trace *trace, const char *phase, const char *name,
                    const struct lane *lane, uint64_t time)
{
    trace_event(trace, phase, name, "wake", trace_tid(trace, lane), time);
    jot_number(&trace->jot, "id", trace->arrows);
    if (phase[0] == 'f')
        jot_text(&trace->jot, "bp", "e");
    jot_close(&trace->jot);
}

/* A wake-up is told by the span ready, and by the step behind it if that took no time. */
static void put_wakes(struct trace *trace, const struct lane *lane)
{
    uint64_t at = lane->created;
    for (uint64_t i = 0; i < lane->count; i++) {
        const struct span *span = &lane->spans[i], *before = i ? span - 1 : NULL;
        struct stretch stretch = trace_next(trace, span, at);
        const struct lane *waker = span->state == SPAN_WAITING ? NULL
                                   : model_lane(trace->model, span->about);
        bool told = before && before->state == SPAN_READY && before->end == span->begin;
        at = stretch.end;
        if (!waker || waker == lane || stretch.end == stretch.begin ||
            (span->state == SPAN_RUNNING && told))
            continue;
        const char *name = span->wait == LOG_WAIT_START ? "creates"
                           : span->wait == LOG_WAIT_CANCEL ? "cancels" : "wakes";
        trace->arrows++;
        put_end(trace, "s", name, waker, span->begin);
        put_end(trace, "f", name, lane, stretch.begin);
    }
}

void trace_wakes(struct trace *trace)
{
    for (uint64_t i = 0; i < trace->model->lane_count; i++)
        put_wakes(trace, &trace->model->lanes[i]);
}

/* ---- The ready queue -------------------------------------------------------------- */

struct change {
    uint64_t time;
    int by;
};

static int earlier(const void *a, const void *b)
{
    const struct change *one = a, *other = b;
    return (one->time > other->time) - (one->time < other->time);
}

struct changes {
    struct change *all;
    uint64_t count, capacity;
};

static void add(struct changes *changes, uint64_t time, int by)
{
    changes->all = grow(changes->all, &changes->capacity, changes->count + 1,
                        sizeof *changes->all);
    changes->all[changes->count++] = (struct change){time, by};
}

static void collect(struct changes *changes, const struct model *model)
{
    for (uint64_t i = 0; i < model->lane_count; i++) {
        const struct lane *lane = &model->lanes[i];
        for (uint64_t j = 0; j < lane->count; j++) {
            if (lane->spans[j].state != SPAN_READY)
                continue;
            add(changes, lane->spans[j].begin, 1);
            if (lane->spans[j].end != LOG_NEVER)
                add(changes, lane->spans[j].end, -1);
        }
    }
}

static void put_count(struct trace *trace, uint64_t time, int64_t ready)
{
    trace_event(trace, "C", "ready queue", "queue", trace_tid(trace, NULL), time);
    jot_object(&trace->jot, "args");
    jot_number(&trace->jot, "tasks", (uint64_t)ready);
    jot_close(&trace->jot);
    jot_close(&trace->jot);
}

void trace_queue(struct trace *trace)
{
    struct changes changes = {NULL, 0, 0};
    int64_t ready = 0, told = 0;
    if (trace->model->thread.created != LOG_NEVER)
        put_count(trace, trace->model->thread.created, 0);
    collect(&changes, trace->model);
    if (changes.count)
        qsort(changes.all, changes.count, sizeof *changes.all, earlier);
    for (uint64_t i = 0; i < changes.count; i++) {
        ready += changes.all[i].by;
        if (i + 1 < changes.count && changes.all[i + 1].time == changes.all[i].time)
            continue;
        if (ready != told)
            put_count(trace, changes.all[i].time, ready);
        told = ready;
    }
    free(changes.all);
}
