/* SPDX-License-Identifier: MIT */
/* The alarms of the loop: a list of those that are set, and a table to find one by its
 * task and time.  What is done is noted, so that it can be undone in reverse order. */
#include <stdlib.h>
#include <string.h>

#include "grow.h"
#include "machine.h"

enum { LEAST_BUCKETS = 64 };

static uint64_t bucket_of(const struct machine *machine, uint32_t task, uint64_t when)
{
    uint64_t hash = (when ^ (uint64_t)task << 40) * UINT64_C(0x9e3779b97f4a7c15);

    return (hash ^ hash >> 32) & (machine->bucket_count - 1);
}

static void put_in_bucket(struct machine *machine, uint64_t number)
{
    struct machine_alarm *alarm = &machine->alarms[number];
    uint32_t *bucket = &machine->buckets[bucket_of(machine, alarm->task, alarm->when)];

    alarm->older = *bucket;
    *bucket = (uint32_t)number + 1;
}

static void more_buckets(struct machine *machine)
{
    uint64_t room = 0, n = machine->bucket_count ? 2 * machine->bucket_count : LEAST_BUCKETS;

    free(machine->buckets);
    machine->buckets = grow(NULL, &room, n, sizeof *machine->buckets);
    memset(machine->buckets, 0, n * sizeof *machine->buckets);
    machine->bucket_count = n;
    for (uint64_t i = 0; i < machine->alarm_count; i++)
        put_in_bucket(machine, i);
}

/* ---- The list of those that are set ---------------------------------------- */

static uint32_t *link_to_next(struct machine *machine, uint32_t alarm)
{
    return alarm ? &machine->alarms[alarm - 1].next : &machine->first_set;
}

static uint32_t *link_to_previous(struct machine *machine, uint32_t alarm)
{
    return alarm ? &machine->alarms[alarm - 1].previous : &machine->last_set;
}

static void take_out(struct machine *machine, struct machine_alarm *alarm)
{
    *link_to_next(machine, alarm->previous) = alarm->next;
    *link_to_previous(machine, alarm->next) = alarm->previous;
    alarm->set = false;
    machine->set_count--;
}

/* Undoes the last take_out(): the alarm still knows its neighbours. */
static void put_back(struct machine *machine, uint32_t number)
{
    struct machine_alarm *alarm = &machine->alarms[number];

    *link_to_next(machine, alarm->previous) = number + 1;
    *link_to_previous(machine, alarm->next) = number + 1;
    alarm->set = true;
    machine->set_count++;
}

/* ---- Setting and ending ------------------------------------------------------ */

void machine_set_alarm(struct machine *machine, uint32_t task, uint64_t when,
                       uint64_t record)
{
    uint64_t number = machine->alarm_count;

    if (number >= UINT32_MAX - 1)
        return;
    machine->alarms = grow(machine->alarms, &machine->alarm_capacity, number + 1,
                           sizeof *machine->alarms);
    if (number >= machine->bucket_count)
        more_buckets(machine);
    machine->alarms[number] = (struct machine_alarm){
        .when = when, .record = record, .task = task, .previous = machine->last_set};
    machine->alarm_count++;
    put_in_bucket(machine, number);
    put_back(machine, (uint32_t)number);
}

bool machine_end_alarm(struct machine *machine, uint32_t task, uint64_t when,
                       uint64_t record, bool fired)
{
    uint32_t number = 0;

    if (machine->bucket_count)
        number = machine->buckets[bucket_of(machine, task, when)];
    for (; number; number = machine->alarms[number - 1].older) {
        const struct machine_alarm *alarm = &machine->alarms[number - 1];

        if (alarm->set && alarm->task == task && alarm->when == when)
            break;
    }
    if (!number)
        return false;
    take_out(machine, &machine->alarms[number - 1]);
    machine->endings = grow(machine->endings, &machine->ending_capacity,
                            machine->ending_count + 1, sizeof *machine->endings);
    machine->endings[machine->ending_count++] = (struct machine_ending){
        .record = record, .alarm = number - 1, .alarms = (uint32_t)machine->alarm_count,
        .fired = fired};
    return true;
}

/* ---- Going back -------------------------------------------------------------- */

static void undo_set(struct machine *machine)
{
    struct machine_alarm *alarm = &machine->alarms[machine->alarm_count - 1];

    take_out(machine, alarm);
    machine->buckets[bucket_of(machine, alarm->task, alarm->when)] = alarm->older;
    machine->alarm_count--;
}

static void undo_ending(struct machine *machine)
{
    put_back(machine, machine->endings[--machine->ending_count].alarm);
}

void machine_cut_alarms(struct machine *machine, const struct machine *then)
{
    while (machine->ending_count > then->ending_count) {
        uint32_t alarms = machine->endings[machine->ending_count - 1].alarms;

        while (machine->alarm_count > alarms)
            undo_set(machine);
        undo_ending(machine);
    }
    while (machine->alarm_count > then->alarm_count)
        undo_set(machine);
}
