/* SPDX-License-Identifier: MIT */
/* From records to lanes: what each kind of record changes.  A record that contradicts
 * what came before is passed over and counted. */
#include "model.h"

#include <stdlib.h>

#include "grow.h"
#include "lane.h"
#include "model_inside.h"

enum { FAR = 62 };              /* times from 2^62 ns, 146 years, are not believed */

/* ---- Helpers -------------------------------------------------------------- */

void model_complain(struct model *model, const char *why)
{
    model->skipped++;
    if (model->complaint)
        return;
    model->complaint = why;
    model->complaint_at = model->fed;
}

uint64_t model_time(const struct model *model, uint64_t ticks)
{
    const struct log_header *header = &model->header;
    if (ticks < header->first_tick)
        return LOG_NEVER;
    ticks -= header->first_tick;
    if (header->ticks_per_second == 1e9)
        return ticks >> FAR ? LOG_NEVER : ticks;
    double ns = (double)ticks * (1e9 / header->ticks_per_second);
    return ns < (double)(UINT64_C(1) << FAR) ? (uint64_t)ns : LOG_NEVER;
}

/* A time on the run's clock that a record names; a hostile one is never. */
static uint64_t until(const struct log_record *record)
{
    return record->value >> FAR ? LOG_NEVER : record->value;
}

struct lane *model_lane(const struct model *model, uint32_t task)
{
    uint64_t which;
    return index_find(&model->private->tasks, task, &which) ? &model->lanes[which] : NULL;
}

const char *model_name(const struct model *model, uint32_t name)
{
    const char *text = numbered_find(&model->private->names, name);
    return text ? text : "?";
}

/* A span that begins with the record being fed: to be put, perhaps with more in it. */
static struct span *begin(const struct model *model, struct lane *lane,
                          enum span_state state)
{
    struct span *span = lane_next(lane, model->now);
    *span = (struct span){.begin = model->now, .end = LOG_NEVER, .until = LOG_NEVER,
                          .record = model->fed, .state = (uint16_t)state};
    return span;
}

static void put(const struct model *model, struct lane *lane, enum span_state state)
{
    begin(model, lane, state);
    lane_put(lane);
}

static void put_woken(const struct model *model, struct lane *lane, enum span_state state,
                      uint32_t by, uint16_t ended)
{
    struct span *span = begin(model, lane, state);
    span->about = by;
    span->wait = ended;
    lane_put(lane);
}

/* It keeps in mind who made it ready: without length, the span that says so goes. */
static void put_running(const struct model *model, struct lane *lane)
{
    const struct span *before = lane_open(lane);
    bool woken = before && before->state == SPAN_READY;
    put_woken(model, lane, SPAN_RUNNING, woken ? before->about : 0,
              woken ? before->wait : LOG_WAIT_NONE);
}

/* The lane of a task that lives.  NULL, with the record passed over, if it does not. */
static struct lane *living(struct model *model, const struct log_record *record)
{
    struct lane *lane = model_lane(model, record->task);
    if (lane && lane->ended == LOG_NEVER)
        return lane;
    model_complain(model, lane ? "a task that had ended did something"
                         : "a task that was never created did something");
    return NULL;
}

/* The lane of the task that has the thread, likewise. */
static struct lane *stepping(struct model *model, const struct log_record *record)
{
    struct lane *lane = model_lane(model, record->task);
    if (lane && model->running == record->task)
        return lane;
    model_complain(model, "a task did something that needs the thread, but did not have it");
    return NULL;
}

/* ---- The run and its thread ------------------------------------------------ */

static bool in_run(const struct model *model)
{
    return model->thread.created != LOG_NEVER && !model->ended;
}

static void thread_is(struct model *model, enum span_state state)
{
    begin(model, &model->thread, state)->about = model->running;
    lane_put(&model->thread);
}

static void run_begin(struct model *model, const struct log_record *record)
{
    struct lane *thread = &model->thread;
    if (in_run(model)) {
        model_complain(model, "a run began within another");
        return;
    }
    if (!model->program)
        model->program = (uint32_t)record->value;
    if (thread->created == LOG_NEVER)
        thread->created = model->now;
    if (model->ended && model->now > thread->ended) {
        begin(model, thread, SPAN_RUNNING)->begin = thread->ended;  /* it had work */
        lane_put(thread);
    }
    thread->ended = LOG_NEVER;
    model->ended = false;
    thread_is(model, SPAN_FREE);
}

/* Whoever still lived ended with the run. */
static void run_end(struct model *model, const struct log_record *record)
{
    if (!in_run(model)) {
        model_complain(model, "a run ended that had not begun");
        return;
    }
    for (; model->settled < model->lane_count; model->settled++) {
        struct lane *lane = &model->lanes[model->settled];
        if (lane->ended != LOG_NEVER)
            continue;
        lane->ended = model->now;
        lane_close(lane, model->now);
    }
    lane_close(&model->thread, model->now);
    model->thread.ended = model->now;
    model_end_pool(model);
    model->running = 0;
    model->ended = true;
    model->outcome = record->detail;
    model->code = (int64_t)record->value;
}

/* ---- Tasks ------------------------------------------------------------------ */

static void created(struct model *model, const struct log_record *record)
{
    struct model_private *private = model->private;
    if (!index_add(&private->tasks, record->task, model->lane_count)) {
        model_complain(model, "a task was created twice");
        return;
    }
    model->lanes = grow(model->lanes, &model->lane_capacity, model->lane_count + 1,
                        sizeof *model->lanes);
    struct lane *lane = &model->lanes[model->lane_count++];
    *lane = (struct lane){
        .task = record->task, .creator = record->other, .place = record->place,
        .name = (uint32_t)record->value, .function = (uint32_t)(record->value >> 32),
        .created = model->now, .ended = LOG_NEVER,
    };
    put_woken(model, lane, SPAN_READY, record->other, LOG_WAIT_START);
}

static void ready(struct model *model, const struct log_record *record)
{
    struct lane *lane = living(model, record);
    if (lane && model->running == record->task)
        model_complain(model, "a task that had the thread was made ready");
    else if (lane)
        put_woken(model, lane, SPAN_READY, record->other, record->detail);
}

static void step_begin(struct model *model, const struct log_record *record)
{
    struct lane *lane = living(model, record);
    if (lane && (model->running || !in_run(model))) {
        model_complain(model, model->running ? "two tasks had the thread at once"
                                             : "a task had the thread outside of a run");
    } else if (lane) {
        model->running = record->task;
        put_running(model, lane);
        thread_is(model, SPAN_RUNNING);
    }
}

static void gave_way(const struct model *model, struct lane *lane,
                     const struct log_record *record)
{
    bool yields = record->detail == LOG_WAIT_YIELD, sleeps = record->detail == LOG_WAIT_SLEEP;
    struct span *span = begin(model, lane, yields ? SPAN_READY : sleeps ? SPAN_SLEEPING
                                                               : SPAN_WAITING);
    span->place = record->place;
    span->wait = record->detail;
    span->value = record->value;
    if (sleeps)
        span->until = until(record);
    else if (!yields)
        span->about = record->other;
    lane_put(lane);
}

/* LOG_DONE came before, or comes next. */
static void step_end(struct model *model, const struct log_record *record)
{
    struct lane *lane = stepping(model, record);
    if (!lane)
        return;
    model->running = 0;
    thread_is(model, SPAN_FREE);
    if (lane->ended != LOG_NEVER)
        return;
    if (record->detail == LOG_WAIT_END) {
        lane->ended = model->now;
        lane_close(lane, model->now);
    } else {
        gave_way(model, lane, record);
    }
}

static void done(struct model *model, const struct log_record *record)
{
    struct lane *lane = model_lane(model, record->task);
    if (!lane || lane->done) {
        model_complain(model, lane ? "a task ended twice"
                             : "a task that was never created ended");
        return;
    }
    lane->done = true;
    lane->told = model->now;
    lane->outcome = record->detail;
    lane->code = (int64_t)record->value;
    lane->text = record->other;
    model->done_count += lane != model->lanes;
    if (lane->ended != LOG_NEVER)
        return;
    lane->ended = model->now;
    lane_close(lane, model->now);
}

/* ---- Blocking calls; those of task 0 are made by the loop itself --------------- */

static void block_begin(struct model *model, const struct log_record *record)
{
    struct lane *lane = record->task ? stepping(model, record) : NULL;
    if (record->task ? !lane : model->running || !in_run(model))
        return;
    if (lane && lane->ended == LOG_NEVER) {
        struct span *span = begin(model, lane, SPAN_BLOCKED);
        span->until = until(record);
        span->place = record->place;
        lane_put(lane);
    }
    thread_is(model, SPAN_BLOCKED);
}

static void block_end(struct model *model, const struct log_record *record)
{
    const struct span *held = lane_open(&model->thread);
    if (!held || held->state != SPAN_BLOCKED || model->running != record->task) {
        model_complain(model, "a blocking call ended that had not begun");
        return;
    }
    struct lane *lane = model_lane(model, record->task);
    if (lane && lane->ended == LOG_NEVER)
        put(model, lane, SPAN_RUNNING);
    thread_is(model, record->task ? SPAN_RUNNING : SPAN_FREE);
}

/* ---- Feeding ------------------------------------------------------------------ */

/* Put the clock forward.  False, with the record passed over, if it went back. */
static bool advance(struct model *model, const struct log_record *record)
{
    uint64_t time = model_time(model, record->time);
    if (time == LOG_NEVER || time < model->now) {
        model_complain(model, time == LOG_NEVER ? "a time lay before the beginning or far away"
                                          : "time went back");
        return false;
    }
    if (time > model->now)
        model_keep_mark(model, time);
    model->now = time;
    return true;
}

static void feed_timed(struct model *model, const struct log_record *record)
{
    if (!advance(model, record))
        return;
    switch (record->kind) {
    case LOG_RUN_BEGIN: run_begin(model, record); break;
    case LOG_RUN_END: run_end(model, record); break;
    case LOG_CREATED: created(model, record); break;
    case LOG_READY: ready(model, record); break;
    case LOG_STEP_BEGIN: step_begin(model, record); break;
    case LOG_STEP_END: step_end(model, record); break;
    case LOG_DONE: done(model, record); break;
    case LOG_BLOCK_BEGIN: block_begin(model, record); break;
    case LOG_BLOCK_END: block_end(model, record); break;
    case LOG_PRINT: model_print(model, record); break;
    case LOG_WARNING: model_warning(model, record); break;
    case LOG_JOB_QUEUED: case LOG_JOB_BEGIN: case LOG_JOB_SLEEP: case LOG_JOB_WAKE:
    case LOG_JOB_END: model_job(model, record); break;
    default: break;             /* changes no lane */
    }
    machine_feed(&model->machine, record, model->fed, model->now, model->running);
}

static void feed_one(struct model *model, const struct log_record *record)
{
    if (record->kind == LOG_TEXT)
        model_collect(model, record);
    else if (record->kind == LOG_NAME)
        model_give_name(model, record);
    else if (record->kind == LOG_NONE || record->kind >= LOG_KINDS)
        model->skipped++;       /* of a kind that came later than this reader */
    else
        feed_timed(model, record);
}

void model_feed(struct model *model, const struct log_record *records, uint64_t n)
{
    for (uint64_t i = 0; i < n; i++) {
        struct log_record copy = records[i];
        feed_one(model, &copy);
        model->fed++;
    }
}

void model_init(struct model *model, const struct log_header *header)
{
    *model = (struct model){.header = *header};
    model->thread.created = model->thread.ended = LOG_NEVER;
    uint64_t room = 0;
    model->private = grow(NULL, &room, 1, sizeof *model->private);
    *model->private = (struct model_private){0};
}

void model_done(struct model *model)
{
    for (uint64_t i = 0; i < model->lane_count; i++)
        lane_free(&model->lanes[i]);
    for (uint64_t i = 0; i < model->pool_count; i++)
        lane_free(&model->pool[i]);
    lane_free(&model->thread);
    free(model->lanes);
    free(model->pool);
    free(model->private->jobs);
    free(model->prints);
    free(model->output);
    free(model->warnings);
    machine_done(&model->machine);
    numbered_done(&model->private->names);
    index_free(&model->private->tasks);
    free(model->private->text);
    free(model->private->marks);
    free(model->private);
    *model = (struct model){0};
}
