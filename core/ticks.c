/* SPDX-License-Identifier: MIT */
/* The time-stamp counter, ticks_by_counter to CLOCK_MONOTONIC by two readings. */
#define _GNU_SOURCE
#include "ticks.h"

#include <stdbool.h>
#include <time.h>

#include "clock.h"
#include "context.h"

enum { FIRST_LOOK_NS = 1000000 };

bool ticks_by_counter;
static uint64_t first_count;
static int64_t first_ns;

void ticks_clock_changed(void)
{
    uint64_t first;
    double per_second;

    ticks_by_counter = false;
    ticks_calibration(&first, &per_second);
}

void ticks_calibration(uint64_t *first, double *per_second)
{
    *first = 0;
    *per_second = 1e9;
    if (clock_kind() != LOG_CLOCK_REAL || !CONTEXT_COUNTER)
        return;
    if (!ticks_by_counter) {
        ticks_by_counter = true;
        first_ns = clock_now();
        first_count = context_counter();
    }
    int64_t now;
    do
        now = clock_now();
    while (now - first_ns < FIRST_LOOK_NS);
    *per_second = 1e9 * (double)(context_counter() - first_count) / (double)(now - first_ns);
    *first = first_count - (uint64_t)((double)first_ns * 1e-9 * *per_second);
}
