/* SPDX-License-Identifier: MIT */
/* Looking for what went wrong. */
#include "finding.h"

#include <stdlib.h>

#include "grow.h"

enum {
    LANES = 4096,               /* with more of them nobody's wait is looked for */
    FINDINGS = 1000,            /* of our own */
    NOTICED_NS = 20000000,      /* shorter waits are nobody's grief */
    RECENT = 4,                 /* spans of a lane */
    STEPS = 20                  /* turns of others that make a wait a starvation */
};

void findings_init(struct findings *findings)
{
    *findings = (struct findings){0};
}

void findings_done(struct findings *findings)
{
    free(findings->list);
    *findings = (struct findings){0};
}

static void add(struct findings *findings, const struct finding *finding)
{
    uint64_t at;

    findings->list = grow(findings->list, &findings->capacity, findings->count + 1,
                          sizeof *findings->list);
    for (at = findings->count++; at > 0 && findings->list[at - 1].time > finding->time; at--)
        findings->list[at] = findings->list[at - 1];
    findings->list[at] = *finding;
}

static bool is_known(const struct findings *findings, int kind, uint32_t task,
                     uint64_t time)
{
    for (uint64_t i = 0; i < findings->count; i++)
        if (findings->list[i].kind == kind && findings->list[i].task == task &&
            findings->list[i].time == time)
            return true;
    return false;
}

static void take_warnings(struct findings *findings, const struct model *model)
{
    for (; findings->warnings < model->warning_count; findings->warnings++) {
        const struct warning *warning = &model->warnings[findings->warnings];

        add(findings, &(struct finding){
            .time = warning->time, .end = warning->time, .task = warning->task,
            .place = warning->place, .text = warning->text,
            .kind = (uint16_t)finding_of(warning->kind)});
    }
}

/* ---- Who had to wait ----------------------------------------------------------- */

/* How long somebody who could have run did not between two times. */
static uint64_t kept_waiting(const struct lane *lane, uint64_t begin, uint64_t end)
{
    const struct span *span = lane_at(lane, end > begin ? end - 1 : begin);
    uint64_t from;

    if (!span || span->begin >= end)
        return 0;
    if (span->state == SPAN_READY)
        from = span->begin;
    else if (span->state == SPAN_SLEEPING && span->until < end)
        from = span->until;
    else
        return 0;
    return end - (from > begin ? from : begin);
}

static void find_victims(struct finding *finding, const struct model *model)
{
    uint64_t longest = 0;

    for (uint64_t i = 0; i < model->lane_count; i++) {
        const struct lane *lane = &model->lanes[i];
        uint64_t waited;

        if (lane->task == finding->task || lane->created > finding->end ||
            lane->ended < finding->end)
            continue;
        waited = kept_waiting(lane, finding->time, finding->end);
        if (waited < NOTICED_NS)
            continue;
        finding->victims++;
        if (waited > longest) {
            longest = waited;
            finding->victim = lane->task;
        }
    }
}

/* The line of a blocking call, or of the wait at which a long step ended. */
static uint32_t place_of(const struct lane *lane, const struct span *held)
{
    const struct span *end = lane->spans + lane->count;

    for (int i = 0; held < end && i < RECENT; i++, held++)
        if (held->place)
            return held->place;
    return lane->place;
}

static void look_at_step(struct findings *findings, const struct model *model,
                         const struct lane *lane, const struct span *held)
{
    struct finding finding = {.time = held->begin, .end = held->end, .task = lane->task,
                              .kind = FINDING_LONG_STEP};

    if (held->state == SPAN_BLOCKED)
        finding.kind = FINDING_BLOCKED;
    if (is_known(findings, finding.kind, lane->task, held->begin))
        return;
    find_victims(&finding, model);
    if (!finding.victims)
        return;
    finding.place = place_of(lane, held);
    add(findings, &finding);
}

static bool is_held(const struct span *span)
{
    return (span->state == SPAN_RUNNING || span->state == SPAN_BLOCKED) &&
           span->end != LOG_NEVER && span->end - span->begin >= NOTICED_NS;
}

/* The thread was busy between two times: who had it for long? */
static void look_at_busy(struct findings *findings, const struct model *model,
                         uint64_t begin, uint64_t end)
{
    for (uint64_t i = 0; i < model->lane_count; i++) {
        const struct lane *lane = &model->lanes[i];
        const struct span *span = lane->created <= end && lane->ended > begin && lane->count
                                      ? lane_at(lane, end) : NULL;

        if (!span && lane->count && lane->ended > begin && lane->ended <= end)
            span = &lane->spans[lane->count - 1];
        for (; span && span >= lane->spans && span->end > begin; span--)
            if (is_held(span) && span->begin >= begin && span->end <= end)
                look_at_step(findings, model, lane, span);
    }
}

/* One after another is what a synchronous run is for. */
static bool looked_for(const struct findings *findings, const struct model *model)
{
    return !(model->header.flags & LOG_SYNCHRONOUS) && model->lane_count <= LANES &&
           findings->count - findings->warnings < FINDINGS;
}

static void look_at_thread(struct findings *findings, const struct model *model)
{
    const struct lane *thread = &model->thread;

    for (; findings->held < thread->count; findings->held++) {
        const struct span *held = &thread->spans[findings->held];
        uint64_t end = held->end == LOG_NEVER ? model->now : held->end;

        if (held->state != SPAN_FREE && end - held->begin >= NOTICED_NS &&
            looked_for(findings, model))
            look_at_busy(findings, model, held->begin, end);
        if (held->end == LOG_NEVER)
            return;
    }
}

/* ---- Starvation ------------------------------------------------------------------ */

static uint64_t steps_between(const struct model *model, uint64_t begin, uint64_t end)
{
    struct lane_sum before, after;
    uint64_t steps = 0;

    for (uint64_t i = 0; i < model->lane_count && steps < STEPS; i++) {
        lane_sum(&model->lanes[i], begin, &before);
        lane_sum(&model->lanes[i], end, &after);
        steps += after.runs - before.runs;
    }
    return steps;
}

static void look_at_ready(struct findings *findings, const struct model *model,
                          const struct lane *lane, const struct span *span)
{
    uint64_t end = span->end == LOG_NEVER ? model->now : span->end;

    if (span->state != SPAN_READY || end - span->begin < 5 * NOTICED_NS ||
        steps_between(model, span->begin, end) < STEPS ||
        is_known(findings, FINDING_STARVED, lane->task, span->begin))
        return;
    add(findings, &(struct finding){
        .time = span->begin, .end = end, .task = lane->task, .victim = lane->task,
        .victims = 1, .place = span->place, .kind = FINDING_STARVED});
}

/* Looked at often, a wait is seen while it lasts or shortly after. */
static void look_for_starved(struct findings *findings, const struct model *model)
{
    for (uint64_t i = model->settled; i < model->lane_count; i++) {
        const struct lane *lane = &model->lanes[i];
        uint64_t n = lane->count;

        for (uint64_t k = n > RECENT ? n - RECENT : 0; k < n; k++)
            look_at_ready(findings, model, lane, &lane->spans[k]);
    }
}

void findings_update(struct findings *findings, const struct model *model)
{
    if (model->fed < findings->fed)
        findings->count = findings->warnings = findings->held = 0;
    if (model->fed == findings->fed && findings->fed)
        return;
    findings->fed = model->fed;
    take_warnings(findings, model);
    look_at_thread(findings, model);
    if (looked_for(findings, model))
        look_for_starved(findings, model);
}
