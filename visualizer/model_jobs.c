/* SPDX-License-Identifier: MIT */
/* Thread jobs: a lane for each thread of the pool.  What a thread did is told later
 * than it was, if the loop was busy then; the lane shows when it was. */
#include "grow.h"
#include "lane.h"
#include "model_inside.h"

enum { THREADS_MOST = 4096 };

static void queued(struct model *model, const struct log_record *record)
{
    struct model_private *private = model->private;
    if (record->other != model->job_count + 1) {
        model_complain(model, "a thread job was queued out of order");
        return;
    }
    private->jobs = grow(private->jobs, &private->job_capacity, model->job_count + 1,
                         sizeof *private->jobs);
    private->jobs[model->job_count++] = (uint32_t)record->value;
}

/* The lane of that thread, made now if it is the next one; NULL if neither. */
static struct lane *lane_of(struct model *model, uint32_t thread)
{
    if (thread < 1 || thread > THREADS_MOST || thread > model->pool_count + 1) {
        model_complain(model, "a pool thread that was never begun did something");
        return NULL;
    }
    if (thread <= model->pool_count)
        return &model->pool[thread - 1];
    model->pool = grow(model->pool, &model->pool_capacity, thread, sizeof *model->pool);
    struct lane *lane = &model->pool[model->pool_count++];
    *lane = (struct lane){.created = LOG_NEVER, .ended = LOG_NEVER};
    return lane;
}

/* When it was, as far as that can be: in order, and not in the future. */
static uint64_t when(const struct model *model, const struct lane *lane,
                     const struct log_record *record)
{
    uint64_t time = record->value < model->now ? record->value : model->now;
    const struct span *last = lane->count ? &lane->spans[lane->count - 1] : NULL;
    if (last && time < last->begin)
        time = last->begin;
    return time;
}

/* It had ended with an earlier run. */
static void take_up(struct lane *lane, uint64_t record)
{
    if (lane->ended == LOG_NEVER)
        return;
    *lane_next(lane, lane->ended) = (struct span){
        .begin = lane->ended, .end = LOG_NEVER, .until = LOG_NEVER, .state = SPAN_FREE,
        .record = record};
    lane_put(lane);
    lane->ended = LOG_NEVER;
}

void model_job(struct model *model, const struct log_record *record)
{
    enum span_state state = record->kind == LOG_JOB_SLEEP ? SPAN_SLEEPING
        : record->kind == LOG_JOB_END ? SPAN_FREE : SPAN_RUNNING;
    if (record->kind == LOG_JOB_QUEUED) {
        queued(model, record);
        return;
    }
    if (record->other < 1 || record->other > model->job_count) {
        model_complain(model, "a thread job that was never queued did something");
        return;
    }
    struct lane *lane = lane_of(model, record->task);
    if (!lane)
        return;
    take_up(lane, model->fed);
    uint64_t time = when(model, lane, record);
    if (lane->created == LOG_NEVER)
        lane->created = time;
    *lane_next(lane, time) = (struct span){
        .begin = time, .end = LOG_NEVER, .until = LOG_NEVER, .record = model->fed,
        .about = record->other, .value = model->private->jobs[record->other - 1],
        .place = record->place, .state = (uint16_t)state};
    lane_put(lane);
}

void model_end_pool(struct model *model)
{
    for (uint64_t i = 0; i < model->pool_count; i++) {
        struct lane *lane = &model->pool[i];
        if (lane->ended != LOG_NEVER)
            continue;
        lane_close(lane, model->now);
        lane->ended = model->now;
    }
}

/* Back to what `then` was, from which no lane is to be taken. */
void model_cut_pool(struct model *model, const struct model *then)
{
    while (model->pool_count > then->pool_count)
        lane_free(&model->pool[--model->pool_count]);
    for (uint64_t i = 0; i < model->pool_count; i++) {
        struct lane *lane = &model->pool[i];
        bool later = false;
        for (; lane->count && lane->spans[lane->count - 1].record >= then->fed; later = true)
            lane->count--;
        if (lane->ended != LOG_NEVER && (!then->ended || later)) {
            lane->ended = LOG_NEVER;
            later = true;
        }
        if (later && lane->count)
            lane->spans[lane->count - 1].end = LOG_NEVER;
    }
}
