/* SPDX-License-Identifier: MIT */
/* Chrome's trace format.  Slices of one thread must nest, and arrows end only in slices
 * that have a length: so a step that took no time is drawn as one nanosecond long, and
 * what follows it begins where it ends. */
#include "perfetto.h"

#include <string.h>

#include "grow.h"
#include "jot.h"
#include "perfetto_inside.h"
#include "roster.h"
#include "waits.h"
#include "words.h"

enum { US = 1000, THREAD = 1, FIRST = 2 };      /* then the pool's threads, then tasks */

void trace_event(struct trace *trace, const char *phase, const char *name,
                 const char *category, uint64_t tid, uint64_t time)
{
    struct jot *jot = &trace->jot;
    jot_line(jot);
    jot_object(jot, NULL);
    jot_text(jot, "ph", phase);
    jot_text(jot, "name", name);
    jot_text(jot, "cat", category);
    jot_number(jot, "pid", trace->pid);
    jot_number(jot, "tid", tid);
    jot_time(jot, "ts", time, US);
}

/* The number of a pool thread, from 0; -1: it is none. */
static int64_t pool_number(const struct model *model, const struct lane *lane)
{
    for (uint64_t i = 0; lane && !lane->task && i < model->pool_count; i++)
        if (lane == &model->pool[i])
            return (int64_t)i;
    return -1;
}

uint64_t trace_tid(const struct trace *trace, const struct lane *lane)
{
    const struct model *model = trace->model;
    int64_t thread = pool_number(model, lane);
    if (thread >= 0)
        return FIRST + (uint64_t)thread;
    return lane && lane != &model->thread
               ? FIRST + model->pool_count + (uint64_t)(lane - model->lanes) : THREAD;
}

/* ---- Who is who ------------------------------------------------------------- */

/* Metadata of a lane, up to its arguments; end_metadata() follows them. */
static struct jot *begin_metadata(struct trace *trace, const char *what, uint64_t tid)
{
    struct jot *jot = &trace->jot;
    jot_line(jot);
    jot_object(jot, NULL);
    jot_text(jot, "ph", "M");
    jot_text(jot, "name", what);
    jot_number(jot, "pid", trace->pid);
    jot_number(jot, "tid", tid);
    jot_object(jot, "args");
    return jot;
}

static void end_metadata(struct jot *jot)
{
    jot_close(jot);
    jot_close(jot);
}

static void name_it(struct trace *trace, const char *what, uint64_t tid, const char *name)
{
    struct jot *jot = begin_metadata(trace, what, tid);
    jot_text(jot, "name", name);
    end_metadata(jot);
}

static void sort_it(struct trace *trace, const char *what, uint64_t tid, uint64_t index)
{
    struct jot *jot = begin_metadata(trace, what, tid);
    jot_number(jot, "sort_index", index);
    end_metadata(jot);
}

static void introduce(struct trace *trace, const struct side *side)
{
    const struct model *model = side->model;
    const char *program = model->program ? model_name(model, model->program) : "A run";
    name_it(trace, "process_name", THREAD, side->label ? side->label : program);
    sort_it(trace, "process_sort_index", THREAD, trace->pid);
    name_it(trace, "thread_name", THREAD, "thread");
    sort_it(trace, "thread_sort_index", THREAD, model->lane_count + model->pool_count + 1);
    for (uint64_t i = 0; i < model->pool_count; i++) {
        uint64_t tid = trace_tid(trace, &model->pool[i]);
        char name[ROSTER_THREAD];
        roster_thread_name(name, i);
        name_it(trace, "thread_name", tid, name);
        sort_it(trace, "thread_sort_index", tid, model->lane_count + i + 1);
    }
    for (uint64_t i = 0; i < model->lane_count; i++) {
        uint64_t tid = trace_tid(trace, &model->lanes[i]);
        name_it(trace, "thread_name", tid, model_name(model, model->lanes[i].name));
        sort_it(trace, "thread_sort_index", tid, i + 1);
    }
}

/* ---- Slices ------------------------------------------------------------------ */

static void put_place(struct trace *trace, uint32_t place)
{
    if (place)
        jot_text(&trace->jot, "line", model_name(trace->model, place));
}

static const char *const outcomes[] = {"returned", "failed", "cancelled"};

/* The whole life of a task, around its states. */
static void put_life(struct trace *trace, const struct lane *lane, uint64_t end)
{
    struct jot *jot = &trace->jot;
    const struct lane *creator = model_lane(trace->model, lane->creator);
    trace_event(trace, "X", model_name(trace->model, lane->name), "task",
                trace_tid(trace, lane), lane->created);
    jot_time(jot, "dur", end - lane->created, US);
    jot_object(jot, "args");
    put_place(trace, lane->place);
    if (creator)
        jot_text(jot, "created by", model_name(trace->model, creator->name));
    if (lane->done)
        jot_text(jot, "outcome", outcomes[lane->outcome <= LOG_CANCELLED ? lane->outcome
                                                                           : LOG_FAILED]);
    if (lane->done && lane->text)
        jot_text(jot, "failure", model_name(trace->model, lane->text));
    jot_close(jot);
    jot_close(jot);
}

static const char *state_of(const struct lane *lane, const struct span *span)
{
    static const char *const states[SPAN_STATES] = {"running", "ready", "sleeping",
                                                    "waiting", "blocking the thread",
                                                    "free"};
    return lane->task == 0 && span->state == SPAN_BLOCKED ? "blocked" : states[span->state];
}

static void put_span(struct trace *trace, const struct lane *lane, const struct span *span,
                     uint64_t begin, uint64_t end)
{
    struct jot *jot = &trace->jot;
    bool thread = lane == &trace->model->thread, task = lane->task != 0;
    const struct lane *holder = thread ? model_lane(trace->model, span->about) : NULL;
    char why[WAITS_TEXT];
    trace_event(trace, "X", state_of(lane, span), "state",
                trace_tid(trace, lane), begin);
    jot_time(jot, "dur", end - begin, US);
    jot_object(jot, "args");
    if (holder)
        jot_text(jot, "task", model_name(trace->model, holder->name));
    if (!thread && !task && span->state != SPAN_FREE)
        jot_text(jot, "job", model_name(trace->model, (uint32_t)span->value));
    if (task)
        jot_text(jot, "why", waits_span(why, trace->model, span));
    put_place(trace, span->place);
    jot_close(jot);
    jot_close(jot);
}

struct stretch trace_next(const struct trace *trace, const struct span *span, uint64_t from)
{
    struct stretch stretch = {span->begin > from ? span->begin : from, span->end};
    bool had = span->state == SPAN_RUNNING || span->state == SPAN_BLOCKED;
    if (stretch.end == LOG_NEVER)
        stretch.end = trace->model->now;
    if (stretch.end <= stretch.begin)
        stretch.end = stretch.begin + had;
    return stretch;
}

static void put_parts(struct trace *trace, const struct lane *lane,
                      const struct span *span, struct stretch stretch)
{
    struct span part = span_part(span, stretch.begin);
    if (part.end < span->end && part.end < stretch.end) {
        put_span(trace, lane, &part, stretch.begin, part.end);
        stretch.begin = part.end;
        part = span_part(span, part.end);
    }
    put_span(trace, lane, &part, stretch.begin, stretch.end);
}

/* Where the last slice ends. */
static uint64_t end_of(const struct trace *trace, const struct lane *lane)
{
    uint64_t end = lane->ended < trace->model->now ? lane->ended : trace->model->now;
    uint64_t at = lane->created;
    for (uint64_t i = 0; i < lane->count; i++)
        at = trace_next(trace, &lane->spans[i], at).end;
    return at > end ? at : end;
}

static void put_lane(struct trace *trace, const struct lane *lane)
{
    uint64_t at = lane->created;
    if (lane->created == LOG_NEVER)
        return;
    if (lane->task)
        put_life(trace, lane, end_of(trace, lane));
    for (uint64_t i = 0; i < lane->count; i++) {
        struct stretch stretch = trace_next(trace, &lane->spans[i], at);
        if (stretch.end > stretch.begin)
            put_parts(trace, lane, &lane->spans[i], stretch);
        at = stretch.end;
    }
}

/* ---- Instants ------------------------------------------------------------------ */

static void put_instant(struct trace *trace, const struct lane *lane, const char *name,
                        const char *category, uint64_t time, uint32_t place)
{
    trace_event(trace, "i", name, category, trace_tid(trace, lane), time);
    jot_text(&trace->jot, "s", "t");
    jot_object(&trace->jot, "args");
    put_place(trace, place);
    jot_close(&trace->jot);
    jot_close(&trace->jot);
}

static void put_instants(struct trace *trace)
{
    enum { COLUMNS = 60 };
    const struct model *model = trace->model;
    char text[4 * COLUMNS + 16];
    for (uint64_t i = 0; i < model->print_count; i++) {
        const struct print *print = &model->prints[i];
        uint64_t length = print->length;
        while (length && model->output[print->offset + length - 1] == '\n')
            length--;
        words_fit(text, sizeof text, model->output + print->offset, length, COLUMNS, false);
        put_instant(trace, model_lane(model, print->task), text, "print", print->time, 0);
    }
    for (uint64_t i = 0; i < model->warning_count; i++) {
        const struct warning *warning = &model->warnings[i];
        words_fit(text, sizeof text, model_name(model, warning->text),
                  strlen(model_name(model, warning->text)), COLUMNS, false);
        put_instant(trace, model_lane(model, warning->task), text, "warning",
                    warning->time, warning->place);
    }
}

void perfetto_render(FILE *out, const struct side *sides, int n)
{
    struct trace trace = {.pid = 0};
    jot_init(&trace.jot, out);
    jot_object(&trace.jot, NULL);
    jot_text(&trace.jot, "displayTimeUnit", "ns");
    jot_list(&trace.jot, "traceEvents");
    for (int i = 0; i < n; i++) {
        trace.pid = (uint64_t)i + 1;
        trace.model = sides[i].model;
        introduce(&trace, &sides[i]);
        put_lane(&trace, &trace.model->thread);
        for (uint64_t thread = 0; thread < trace.model->pool_count; thread++)
            put_lane(&trace, &trace.model->pool[thread]);
        for (uint64_t lane = 0; lane < trace.model->lane_count; lane++)
            put_lane(&trace, &trace.model->lanes[lane]);
        trace_wakes(&trace);
        trace_queue(&trace);
        put_instants(&trace);
    }
    fputc('\n', out);
    jot_close(&trace.jot);
    jot_close(&trace.jot);
    fputc('\n', out);
}
