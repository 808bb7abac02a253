/* SPDX-License-Identifier: MIT */
/* The x-ray: what the event loop has in its hands at the model's moment.  Pure; a few
 * dozen of everything are listed, and all are counted. */
#ifndef XRAY_H
#define XRAY_H

#include "model.h"

enum { XRAY_LISTED = 48, XRAY_SENTENCE = 256 };

/* A turn to come. */
struct xray_turn {
    const struct lane *lane;    /* whose step, or whose alarm; NULL: the loop's own alarm */
    uint64_t record;            /* which put it into the queue: its order */
    uint64_t since;             /* ns */
    uint32_t by;                /* the task that woke it, 0: the loop */
    uint16_t wait;              /* enum log_wait that ended */
    bool alarm;                 /* the turn of an alarm that rang, not yet of its task */
    bool this_pass;             /* else it has to wait for the next pass */
};

struct xray_alarm {
    const struct lane *lane;    /* NULL: the loop's own */
    uint64_t when, left;        /* ns; left: 0 if it is due */
    bool sleeps;                /* the lane sleeps till then; else a limit or a later call */
};

/* A task that waits for the world outside, or what the loop watches by itself. */
struct xray_watch {
    const struct lane *lane;    /* NULL: the loop */
    uint64_t value;             /* a descriptor, a child, or a name: see enum log_wait */
    uint16_t wait;
    bool named;                 /* the value is a name in any case */
};

/* A thread of the pool that is at work. */
struct xray_job {
    uint64_t thread, since;     /* its number, from 1; ns */
    uint32_t name;              /* the job's */
    bool sleeps;                /* in a blocking call */
};

struct xray {
    enum machine_stage stage;
    uint64_t pass;
    const struct lane *running; /* NULL: nobody has the thread */
    uint32_t place;             /* name: where the running task was started or woken; 0 */
    bool blocked;               /* the running task waits and keeps the thread */
    uint32_t turn, turn_place;  /* names: a callback has its turn; 0 */

    struct xray_turn ready[XRAY_LISTED];        /* next first */
    uint64_t ready_count;       /* known by name, listed or not */
    uint64_t others;            /* turns of this pass known by number alone */
    int drawn;                  /* number in `ready` that a drawn schedule takes; -1 */

    struct xray_alarm alarms[XRAY_LISTED];      /* earliest first */
    uint64_t alarm_count;
    struct xray_watch watches[XRAY_LISTED];
    uint64_t watch_count;       /* tasks first */
    struct xray_job jobs[XRAY_LISTED];
    uint64_t job_count;
    uint64_t waiting;           /* tasks that wait for another, a lock, a queue ... */
};

void xray_make(struct xray *xray, const struct model *model, uint64_t now);
/* "schedule", "run", "wait", "wake", "done" */
const char *xray_stage(enum machine_stage stage);
/* The stage in a sentence that can be read aloud. */
void xray_tell(const struct xray *xray, const struct model *model,
               char out[XRAY_SENTENCE]);
/* What a watch is for: "data on descriptor 7", "the answer of shop". */
void xray_wanted(const struct xray_watch *watch, const struct model *model, char *out,
                 int size);
/* The same as what is done: "reads descriptor 7", "accepts at shop". */
void xray_does(const struct xray_watch *watch, const struct model *model, char *out,
               int size);
/* How a turn came into the queue, in a few words: "its alarm rang", "A is done". */
void xray_reason(const struct xray_turn *turn, const struct model *model, char *out,
                 int size);

#endif
