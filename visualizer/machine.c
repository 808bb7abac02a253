/* SPDX-License-Identifier: MIT */
/* The loop's stages and passes, from its records. */
#include "machine.h"

#include <stdlib.h>

#include "numbered.h"

/* ---- Passes and turns ------------------------------------------------------ */

/* All turns of the pass before were taken. */
static void begin_pass(struct machine *machine, const struct log_record *record,
                       uint64_t number)
{
    machine->stage = STAGE_SCHEDULE;
    machine->pass++;
    machine->pass_record = number;
    machine->pass_ready = record->value;
    machine->pass_taken = 0;
    machine->turns_from = machine->turns_pass;
    machine->turns_pass = machine->ending_count;
}

static void end_pass(struct machine *machine, const struct log_record *record)
{
    machine->stage = STAGE_WAIT;
    machine->until = record->value;
    machine->turns_from = machine->turns_pass;
    machine->pass_taken = machine->pass_ready;
}

/* A turn of the pass that is not a task's step: an alarm's, or a callback's. */
static void take_turn(struct machine *machine, bool alarm)
{
    machine->pass_taken++;
    machine->choices = 0;
    while (alarm && machine->turns_from < machine->turns_pass)
        if (machine->endings[machine->turns_from++].fired)
            return;
}

static void callback(struct machine *machine, const struct log_record *record)
{
    machine->stage = STAGE_RUN;
    machine->turn = (uint32_t)record->value;
    machine->turn_place = record->place;
    take_turn(machine, true);
}

static void step(struct machine *machine, const struct log_record *record)
{
    machine->last_task = record->task;
    machine->stage = STAGE_RUN;
    machine->turn = machine->turn_place = 0;
    machine->pass_taken++;
    machine->choices = 0;
}

/* Made ready by the loop itself: in the turn of an alarm or of a wake-up, or while it
 * waited. */
static void woken_by_loop(struct machine *machine)
{
    machine->turn = machine->turn_place = 0;
    if (machine->stage == STAGE_WAIT)
        machine->stage = STAGE_WAKE;
    else if (machine->stage != STAGE_WAKE)
        take_turn(machine, true);
}

static void ready(struct machine *machine, const struct log_record *record,
                  uint64_t number, uint64_t time, uint32_t running)
{
    if (record->detail == LOG_WAIT_SEMAPHORE)
        machine_hand_on(machine, record->task, number, time);
    if (!running && !record->other)
        woken_by_loop(machine);
}

static void gave_way(struct machine *machine)
{
    machine->stage = STAGE_SCHEDULE;
    machine->turn = machine->turn_place = 0;
}

static void alarm_fired(struct machine *machine, const struct log_record *record,
                        uint64_t number)
{
    machine->stage = STAGE_WAKE;
    machine_end_alarm(machine, record->task, record->value, number, true);
}

void machine_feed(struct machine *machine, const struct log_record *record,
                  uint64_t number, uint64_t time, uint32_t running)
{
    switch (record->kind) {
    case LOG_RUN_BEGIN: machine->stage = STAGE_SCHEDULE; break;
    case LOG_RUN_END: machine->stage = STAGE_DONE; break;
    case LOG_PASS_BEGIN: begin_pass(machine, record, number); break;
    case LOG_PASS_END: end_pass(machine, record); break;
    case LOG_STEP_BEGIN: step(machine, record); break;
    case LOG_STEP_END: gave_way(machine); break;
    case LOG_TURN: callback(machine, record); break;
    case LOG_READY: ready(machine, record, number, time, running); break;
    case LOG_TIMER_SET:
        machine_set_alarm(machine, record->task, record->value, number);
        break;
    case LOG_TIMER_FIRED: alarm_fired(machine, record, number); break;
    case LOG_TIMER_CANCELLED:
        machine_end_alarm(machine, record->task, record->value, number, false);
        break;
    case LOG_CHOICE:
        machine->choices = record->value;
        machine->choice = record->other;
        break;
    case LOG_ARMED:
    case LOG_DISARMED:
    case LOG_HOLDER:
    case LOG_VALUE:
        machine_change_thing(machine, record, number, time);
        break;
    default: break;
    }
}

/* ---- Going back, and the end ------------------------------------------------ */

/* The arrays stay; numbers come from `then`. */
void machine_cut(struct machine *machine, const struct machine *then)
{
    struct machine was;

    machine_cut_alarms(machine, then);
    machine_cut_things(machine, then);
    was = *machine;
    *machine = *then;
    machine->alarms = was.alarms;
    machine->alarm_capacity = was.alarm_capacity;
    machine->endings = was.endings;
    machine->ending_capacity = was.ending_capacity;
    machine->buckets = was.buckets;
    machine->bucket_count = was.bucket_count;
    machine->things = was.things;
    machine->thing_capacity = was.thing_capacity;
    machine->changes = was.changes;
    machine->change_capacity = was.change_capacity;
    machine->by_name = was.by_name;
}

void machine_done(struct machine *machine)
{
    free(machine->alarms);
    free(machine->endings);
    free(machine->buckets);
    free(machine->things);
    free(machine->changes);
    if (machine->by_name)
        index_free(machine->by_name);
    free(machine->by_name);
    *machine = (struct machine){0};
}
