/* SPDX-License-Identifier: MIT */
/* What tasks share: who holds a lock, how many places a semaphore has left, what lies in
 * a queue, and every change of these. */
#include <stdlib.h>

#include "grow.h"
#include "machine.h"
#include "numbered.h"

enum { LOOKED_BACK = 100000, HOLDERS = 256 };  /* changes; tasks */

static struct machine_thing *thing_of(struct machine *machine, uint32_t name, uint16_t kind)
{
    uint64_t number, room = 0;

    if (!machine->by_name) {
        machine->by_name = grow(NULL, &room, 1, sizeof *machine->by_name);
        *machine->by_name = (struct index){0};
    }
    if (index_find(machine->by_name, name, &number))
        return &machine->things[number];
    if (!index_add(machine->by_name, name, machine->thing_count))
        return NULL;
    machine->things = grow(machine->things, &machine->thing_capacity,
                           machine->thing_count + 1, sizeof *machine->things);
    machine->things[machine->thing_count] =
        (struct machine_thing){.name = name, .kind = kind};
    return &machine->things[machine->thing_count++];
}

static void note(struct machine *machine, struct machine_thing *thing,
                 struct machine_change change)
{
    change.thing = (uint32_t)(thing - machine->things);
    change.before = thing->last;
    change.from = thing->value;
    machine->changes = grow(machine->changes, &machine->change_capacity,
                            machine->change_count + 1, sizeof *machine->changes);
    machine->changes[machine->change_count++] = change;
    thing->last = machine->change_count;
    thing->value = change.to;
    thing->since = change.time;
}

static uint16_t kind_of(const struct log_record *record)
{
    switch (record->kind) {
    case LOG_HOLDER: return LOG_WAIT_LOCK;
    case LOG_VALUE:
        return record->detail == LOG_WAIT_SEMAPHORE ? LOG_WAIT_SEMAPHORE : LOG_WAIT_GET;
    default: return LOG_WAIT_READ;
    }
}

static uint32_t value_of(const struct log_record *record, uint32_t before)
{
    uint32_t watched = record->detail < 32 ? UINT32_C(1) << record->detail : 0;

    switch (record->kind) {
    case LOG_HOLDER: return record->task;
    case LOG_VALUE: return (uint32_t)(record->value >> 32);
    case LOG_ARMED: return before | watched;
    case LOG_DISARMED: return before & ~watched;
    default: return 0;
    }
}

void machine_change_thing(struct machine *machine, const struct log_record *record,
                          uint64_t number, uint64_t time)
{
    uint16_t kind = kind_of(record);
    struct machine_thing *thing = thing_of(machine, (uint32_t)record->value, kind);

    if (!thing)
        return;
    if (kind == LOG_WAIT_SEMAPHORE && !thing->last)
        thing->value = value_of(record, 0) + 1;        /* how many there were is not told */
    note(machine, thing, (struct machine_change){.time = time, .record = number,
                                                 .task = record->task,
                                                 .to = value_of(record, thing->value)});
}

/* A semaphore takes a place for the one that it wakes right after. */
void machine_hand_on(struct machine *machine, uint32_t task, uint64_t number, uint64_t time)
{
    const struct machine_change *last;

    if (!machine->change_count)
        return;
    last = &machine->changes[machine->change_count - 1];
    if (machine->things[last->thing].kind == LOG_WAIT_SEMAPHORE && last->to < last->from &&
        !last->handed)
        note(machine, &machine->things[last->thing],
             (struct machine_change){.time = time, .record = number, .task = task,
                                     .to = last->to, .handed = true});
}

void machine_cut_things(struct machine *machine, const struct machine *then)
{
    while (machine->change_count > then->change_count) {
        const struct machine_change *change = &machine->changes[--machine->change_count];
        struct machine_thing *thing = &machine->things[change->thing];

        thing->value = change->from;
        thing->last = change->before;
        thing->since = change->before ? machine->changes[change->before - 1].time : 0;
    }
    if (machine->thing_count > then->thing_count) {
        index_cut(machine->by_name, then->thing_count);
        machine->thing_count = then->thing_count;
    }
}

/* ---- Questions ----------------------------------------------------------------- */

const struct machine_thing *machine_thing(const struct machine *machine, uint32_t name)
{
    uint64_t number;

    if (!machine->by_name || !index_find(machine->by_name, name, &number))
        return NULL;
    return &machine->things[number];
}

struct tally {
    uint32_t task;
    int places;
};

static void count(struct tally *tally, int *n, uint32_t task, int by)
{
    int i;

    for (i = 0; i < *n && tally[i].task != task; i++)
        ;
    if (i == HOLDERS)
        return;
    if (i == *n)
        tally[(*n)++] = (struct tally){.task = task};
    tally[i].places += by;
}

int machine_holders(const struct machine *machine, const struct machine_thing *thing,
                    uint32_t *tasks, int most)
{
    struct tally tally[HOLDERS];
    int n = 0, holders = 0, looked = LOOKED_BACK;
    bool handed = false;        /* the change before it took the place for somebody else */

    for (uint64_t at = thing->last; at && looked-- > 0;) {
        const struct machine_change *change = &machine->changes[at - 1];

        if (change->handed || !handed)
            count(tally, &n, change->task, change->handed || change->to < change->from
                                               ? 1 : -1);
        handed = change->handed;
        at = change->before;
    }
    for (int i = n - 1; i >= 0; i--) {
        if (tally[i].places <= 0)
            continue;
        if (holders < most)
            tasks[holders] = tally[i].task;
        holders++;
    }
    return holders;
}

uint32_t machine_last(const struct machine *machine, const struct machine_thing *thing,
                      bool put)
{
    int looked = LOOKED_BACK;

    for (uint64_t at = thing->last; at && looked-- > 0;) {
        const struct machine_change *change = &machine->changes[at - 1];

        if (change->to != change->from && (change->to > change->from) == put)
            return change->task;
        at = change->before;
    }
    return 0;
}
