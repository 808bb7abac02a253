/* SPDX-License-Identifier: MIT */
/* An alarm: at its time it takes a turn in the ready queue, and in that turn it rings,
 * as asyncio's timer handles do. */
#ifndef ALARM_H
#define ALARM_H

#include "ready.h"
#include "timer.h"

struct alarm {
    struct timer timer;
    uint32_t task;                      /* for the log: whose it is */
    struct ready turn;
    void (*ring)(struct alarm *alarm);
};

/* Ring at `when`, ns on the run's clock.  It must not be set. */
void alarm_set(struct alarm *alarm, int64_t when, void (*ring)(struct alarm *alarm));
/* Ring in the next turn that is free. */
void alarm_set_now(struct alarm *alarm, void (*ring)(struct alarm *alarm));
/* It will not ring; no effect if it is not set or has rung. */
void alarm_cancel(struct alarm *alarm);

#endif
