/* SPDX-License-Identifier: MIT */
/* The loop as a machine: which of its stages it is in, its passes, its alarms, and what
 * tasks share.  Part of the model; everything is as it stands at the model's moment. */
#ifndef MACHINE_H
#define MACHINE_H

#include <stdbool.h>
#include <stdint.h>

#include "log.h"

enum machine_stage {
    STAGE_NONE,                 /* no run yet */
    STAGE_SCHEDULE,             /* the loop looks who comes next */
    STAGE_RUN,                  /* a task, or a callback, has the thread */
    STAGE_WAIT,                 /* nobody is ready: it waits with the kernel */
    STAGE_WAKE,                 /* what was waited for came: its waiter becomes ready */
    STAGE_DONE
};

/* An alarm: of a sleep, a time limit or a later call.  Numbers of others are + 1, 0: none. */
struct machine_alarm {
    uint64_t when;              /* ns */
    uint64_t record;            /* that set it */
    uint32_t task;              /* who set it, 0: the loop */
    uint32_t older;             /* in the same bucket */
    uint32_t next, previous;    /* among those that are set */
    bool set;
};

/* An alarm went off or was called off. */
struct machine_ending {
    uint64_t record;
    uint32_t alarm;             /* its number, from 0 */
    uint32_t alarms;            /* how many there were then */
    bool fired;
};

/* A lock, a semaphore, a queue, or a descriptor's watch, known by its name. */
struct machine_thing {
    uint64_t since;             /* the last change, ns */
    uint64_t last;              /* its number + 1, 0: none */
    uint32_t name;
    uint32_t value;             /* lock: the task that holds it; watch: a bit for each enum
                                   log_wait that is watched for; else places, or items */
    uint16_t kind;              /* LOG_WAIT_LOCK, _SEMAPHORE, _GET: a queue, _READ: a watch */
};

struct machine_change {
    uint64_t time, record;
    uint64_t before;            /* the change of the same thing before, + 1; 0: none */
    uint32_t thing, task;
    uint32_t from, to;          /* values */
    bool handed;                /* task was given the place that the last one took */
};

struct index;

struct machine {
    uint16_t stage;             /* enum machine_stage */
    uint64_t pass;              /* its number, from 1; 0: none yet */
    uint64_t pass_record;       /* that began it */
    uint64_t pass_ready;        /* turns that were due then */
    uint64_t pass_taken;        /* of these */
    uint64_t until;             /* waiting: LOG_NEVER if for no alarm; 0: it only looks */
    uint32_t last_task;         /* that had the thread, 0: none */
    uint32_t turn, turn_place;  /* names: the callback whose turn it is, 0: none */
    uint64_t choices, choice;   /* a drawn schedule takes this of so many; 0: nothing drawn */

    struct machine_alarm *alarms;       /* in order of being set */
    uint64_t alarm_count, alarm_capacity;
    uint64_t set_count;
    uint32_t first_set, last_set;       /* + 1 */
    struct machine_ending *endings;     /* in order */
    uint64_t ending_count, ending_capacity;
    uint64_t turns_from;        /* endings from here on, if fired, have a turn to come */
    uint64_t turns_pass;        /* the same at the beginning of the pass */
    uint32_t *buckets;
    uint64_t bucket_count;

    struct machine_thing *things;
    uint64_t thing_count, thing_capacity;
    struct machine_change *changes;     /* in order */
    uint64_t change_count, change_capacity;
    struct index *by_name;
};

/* One record: its number, its time in ns, and who has the thread after it. */
void machine_feed(struct machine *machine, const struct log_record *record,
                  uint64_t number, uint64_t time, uint32_t running);
/* Back to what it was when `then` was copied from it. */
void machine_cut(struct machine *machine, const struct machine *then);
void machine_done(struct machine *machine);

/* machine_alarms.c */
void machine_set_alarm(struct machine *machine, uint32_t task, uint64_t when,
                       uint64_t record);
/* One of the task's that was due then; false: there is none. */
bool machine_end_alarm(struct machine *machine, uint32_t task, uint64_t when,
                       uint64_t record, bool fired);
void machine_cut_alarms(struct machine *machine, const struct machine *then);

/* machine_things.c */
void machine_change_thing(struct machine *machine, const struct log_record *record,
                          uint64_t number, uint64_t time);
void machine_hand_on(struct machine *machine, uint32_t task, uint64_t number, uint64_t time);
void machine_cut_things(struct machine *machine, const struct machine *then);
/* The thing of that name, NULL: never seen. */
const struct machine_thing *machine_thing(const struct machine *machine, uint32_t name);
/* Who holds places of a semaphore: at most `most` tasks; how many there are. */
int machine_holders(const struct machine *machine, const struct machine_thing *thing,
                    uint32_t *tasks, int most);
/* Who last put something in (or gave back a place), or took something out; 0: nobody. */
uint32_t machine_last(const struct machine *machine, const struct machine_thing *thing,
                      bool put);

#endif
