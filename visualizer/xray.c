/* SPDX-License-Identifier: MIT */
/* The lists of the loop, put in order. */
#include "xray.h"

#include <string.h>

static const struct span *last_span(const struct lane *lane)
{
    return lane->count ? &lane->spans[lane->count - 1] : NULL;
}

/* ---- The ready queue ------------------------------------------------------- */

/* Into the list at its place; the last one falls out of a full list. */
static void add_turn(struct xray *xray, const struct xray_turn *turn)
{
    uint64_t n = xray->ready_count++, at;

    if (n >= XRAY_LISTED && xray->ready[XRAY_LISTED - 1].record <= turn->record)
        return;
    for (at = n < XRAY_LISTED ? n : XRAY_LISTED - 1;
         at > 0 && xray->ready[at - 1].record > turn->record; at--)
        xray->ready[at] = xray->ready[at - 1];
    xray->ready[at] = *turn;
}

static bool in_this_pass(const struct machine *machine, uint64_t record)
{
    bool within = machine->stage == STAGE_SCHEDULE || machine->stage == STAGE_RUN;

    return !within || !machine->pass || record < machine->pass_record;
}

static void add_ready(struct xray *xray, const struct model *model, const struct lane *lane,
                      const struct span *span)
{
    add_turn(xray, &(struct xray_turn){
        .lane = lane, .record = span->record, .since = span->begin, .by = span->about,
        .wait = span->wait, .this_pass = in_this_pass(&model->machine, span->record)});
}

/* Alarms that rang take a turn first, and their tasks are ready after it. */
static void add_rung(struct xray *xray, const struct model *model)
{
    const struct machine *machine = &model->machine;

    for (uint64_t i = machine->turns_from; i < machine->ending_count; i++) {
        const struct machine_ending *ending = &machine->endings[i];
        const struct machine_alarm *alarm = &machine->alarms[ending->alarm];

        if (ending->fired)
            add_turn(xray, &(struct xray_turn){
                .lane = model_lane(model, alarm->task), .record = ending->record,
                .since = alarm->when, .wait = LOG_WAIT_SLEEP, .alarm = true,
                .this_pass = in_this_pass(machine, ending->record)});
    }
}

/* Turns that the log counts and does not name: wake-ups handed on, callbacks. */
static void count_others(struct xray *xray, const struct machine *machine)
{
    uint64_t left = machine->pass_ready > machine->pass_taken
                        ? machine->pass_ready - machine->pass_taken : 0;
    uint64_t known = 0;

    if (machine->stage != STAGE_SCHEDULE && machine->stage != STAGE_RUN)
        return;
    for (uint64_t i = 0; i < xray->ready_count && i < XRAY_LISTED; i++)
        known += xray->ready[i].this_pass;
    if (xray->ready_count <= XRAY_LISTED && left > known)
        xray->others = left - known;
}

static void find_drawn(struct xray *xray, const struct machine *machine)
{
    xray->drawn = -1;
    if (machine->choices && !xray->others && machine->choice < xray->ready_count &&
        machine->choice < XRAY_LISTED)
        xray->drawn = (int)machine->choice;
}

/* ---- Alarms, descriptors, waits -------------------------------------------- */

static void add_alarm(struct xray *xray, const struct xray_alarm *alarm)
{
    uint64_t n = xray->alarm_count++, at;

    if (n >= XRAY_LISTED && xray->alarms[XRAY_LISTED - 1].when <= alarm->when)
        return;
    for (at = n < XRAY_LISTED ? n : XRAY_LISTED - 1;
         at > 0 && xray->alarms[at - 1].when > alarm->when; at--)
        xray->alarms[at] = xray->alarms[at - 1];
    xray->alarms[at] = *alarm;
}

static bool sleeps_until(const struct lane *lane, uint64_t when)
{
    const struct span *span = lane ? last_span(lane) : NULL;

    return span && span->state == SPAN_SLEEPING && span->until == when;
}

static void add_alarms(struct xray *xray, const struct model *model, uint64_t now)
{
    const struct machine *machine = &model->machine;

    for (uint32_t i = machine->first_set; i; i = machine->alarms[i - 1].next) {
        const struct machine_alarm *alarm = &machine->alarms[i - 1];
        const struct lane *lane = model_lane(model, alarm->task);

        add_alarm(xray, &(struct xray_alarm){
            .lane = lane, .when = alarm->when, .sleeps = sleeps_until(lane, alarm->when),
            .left = alarm->when > now ? alarm->when - now : 0});
    }
}

/* A log that does not tell of alarms tells at least who sleeps. */
static void add_sleeper(struct xray *xray, const struct lane *lane, const struct span *span,
                        uint64_t now)
{
    add_alarm(xray, &(struct xray_alarm){
        .lane = lane, .when = span->until, .sleeps = true,
        .left = span->until > now ? span->until - now : 0});
}

static void add_wait(struct xray *xray, const struct lane *lane, const struct span *span)
{
    if (span->wait < LOG_WAIT_READ || span->wait == LOG_WAIT_THREAD) {
        xray->waiting++;
        return;
    }
    if (xray->watch_count < XRAY_LISTED)
        xray->watches[xray->watch_count] = (struct xray_watch){
            .lane = lane, .value = span->value, .wait = span->wait};
    xray->watch_count++;
}

/* The direction in which a wait goes. */
static unsigned direction(unsigned wait)
{
    return wait == LOG_WAIT_SEND || wait == LOG_WAIT_CONNECT ? LOG_WAIT_SEND
           : wait == LOG_WAIT_RECEIVE || wait == LOG_WAIT_ACCEPT || wait == LOG_WAIT_SERVE
           ? LOG_WAIT_RECEIVE : wait;
}

static bool is_waited_for(const struct xray *xray, uint32_t name, unsigned wait)
{
    for (uint64_t i = 0; i < xray->watch_count && i < XRAY_LISTED; i++)
        if (xray->watches[i].value == name && direction(xray->watches[i].wait) == wait)
            return true;
    return false;
}

/* What is armed though no task waits for it: a stream between two reads, a callback. */
static void look_at_watches(struct xray *xray, const struct machine *machine)
{
    static const unsigned kinds[] = {LOG_WAIT_NONE, LOG_WAIT_READ, LOG_WAIT_WRITE,
                                     LOG_WAIT_RECEIVE, LOG_WAIT_SEND};

    for (uint64_t i = 0; i < machine->thing_count; i++) {
        const struct machine_thing *thing = &machine->things[i];

        for (int k = 0; k < 5 && thing->kind == LOG_WAIT_READ && thing->value; k++)
            if (thing->value >> kinds[k] & 1 && !is_waited_for(xray, thing->name, kinds[k])) {
                if (xray->watch_count < XRAY_LISTED)
                    xray->watches[xray->watch_count] = (struct xray_watch){
                        .value = thing->name, .wait = (uint16_t)kinds[k], .named = true};
                xray->watch_count++;
            }
    }
}

static void look_at_lanes(struct xray *xray, const struct model *model, uint64_t now)
{
    bool told = model->machine.alarm_count > 0;

    for (uint64_t i = model->settled; i < model->lane_count; i++) {
        const struct lane *lane = &model->lanes[i];
        const struct span *span = last_span(lane);

        if (!span || lane->ended != LOG_NEVER)
            continue;
        if (span->state == SPAN_READY)
            add_ready(xray, model, lane, span);
        else if (span->state == SPAN_WAITING)
            add_wait(xray, lane, span);
        else if (span->state == SPAN_SLEEPING && !told)
            add_sleeper(xray, lane, span, now);
    }
}

static void look_at_pool(struct xray *xray, const struct model *model)
{
    for (uint64_t i = 0; i < model->pool_count; i++) {
        const struct span *span = last_span(&model->pool[i]);

        if (!span || span->end != LOG_NEVER || span->state == SPAN_FREE)
            continue;
        if (xray->job_count < XRAY_LISTED)
            xray->jobs[xray->job_count] = (struct xray_job){
                .thread = i + 1, .since = span->begin, .name = (uint32_t)span->value,
                .sleeps = span->state == SPAN_SLEEPING};
        xray->job_count++;
    }
}

static void look_at_thread(struct xray *xray, const struct model *model)
{
    const struct span *span = last_span(&model->thread), *step;

    xray->running = model->running ? model_lane(model, model->running) : NULL;
    xray->blocked = span && span->state == SPAN_BLOCKED;
    step = xray->running ? last_span(xray->running) : NULL;
    if (!step)
        return;
    xray->place = step->place;
    for (uint64_t i = xray->running->count; i-- > 0 && !xray->place;)
        xray->place = xray->running->spans[i].place;
    if (!xray->place)
        xray->place = xray->running->place;
}

/* The same for passes: then the stage is seen by who does what. */
static enum machine_stage guessed(const struct xray *xray, const struct machine *machine)
{
    if (machine->pass || !machine->last_task)
        return (enum machine_stage)machine->stage;
    return xray->running || xray->turn ? STAGE_RUN
           : xray->ready_count ? STAGE_SCHEDULE : STAGE_WAIT;
}

void xray_make(struct xray *xray, const struct model *model, uint64_t now)
{
    const struct machine *machine = &model->machine;

    memset(xray, 0, sizeof *xray);
    xray->stage = (enum machine_stage)machine->stage;
    xray->pass = machine->pass;
    xray->drawn = -1;
    if (model->ended)
        return;
    look_at_thread(xray, model);
    if (!xray->running) {
        xray->turn = machine->turn;
        xray->turn_place = machine->turn_place;
    }
    look_at_lanes(xray, model, now);
    look_at_watches(xray, machine);
    look_at_pool(xray, model);
    add_rung(xray, model);
    count_others(xray, machine);
    find_drawn(xray, machine);
    add_alarms(xray, model, now);
    xray->stage = guessed(xray, machine);
}
