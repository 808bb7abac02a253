/* SPDX-License-Identifier: MIT */
/* Timers in a 4-ary heap, ordered by time and then by the order in which they were
 * set, so that timers due at one time fire first in, first out. */
#ifndef TIMER_H
#define TIMER_H

#include <stdbool.h>
#include <stdint.h>

#define TIMER_NEVER INT64_MAX

struct timer {                          /* embedded by whoever waits */
    uint32_t index;                     /* place in the heap, from 1; 0: not set */
};

/* Fire at `when` (ns on the run's clock).  The timer must not be set. */
void timer_set(struct timer *timer, int64_t when);
void timer_cancel(struct timer *timer); /* no effect if it is not set */
static inline bool timer_is_set(const struct timer *timer)
{
    return timer->index != 0;
}
/* When it will fire; it must be set. */
int64_t timer_when(const struct timer *timer);
extern int64_t timer_earliest;          /* of all that are set; TIMER_NEVER: none */
/* Take the earliest one that is due at `now`, and when it was due; NULL: none. */
struct timer *timer_take_due(int64_t now, int64_t *when);
void timer_free_all(void);              /* forget all, give the memory back */

#endif
