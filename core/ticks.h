/* SPDX-License-Identifier: MIT */
/* Time stamps of the log: the virtual and the paced clock's own ns; on the real
 * clock the processor's time-stamp counter, which is cheaper than any clock. */
#ifndef TICKS_H
#define TICKS_H

#include <stdbool.h>
#include <stdint.h>

#include "clock.h"
#include "context.h"

extern bool ticks_by_counter;           /* fixed with the first calibration */
static inline uint64_t ticks_now(void)
{
    return ticks_by_counter ? context_counter()
        : clock_kind() == LOG_CLOCK_VIRTUAL ? (uint64_t)clock_virtual
                                            : (uint64_t)clock_now();
}
/* What time 0 of the program's clock is in ticks, and how many make a second: the
 * better known the longer the program has run. */
void ticks_calibration(uint64_t *first, double *per_second);
/* The log was begun with another clock. */
void ticks_clock_changed(void);

#endif
