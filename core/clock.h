/* SPDX-License-Identifier: MIT */
/* The program's clock, in ns from 0: real, paced (by a factor, or by a remote that
 * a screen holds), or virtual (it jumps, and nobody waits). */
#ifndef CLOCK_H
#define CLOCK_H

#include <stdbool.h>
#include <stdint.h>

#include "log.h"

/* Real or virtual: fixed from the first reading on.  Settings by the environment are
 * read then; a wrong one ends the program with a sentence. */
void clock_set(enum log_clock kind, double factor);
void clock_set_stretch(double factor);
void clock_start(void);                 /* any thread, idempotent: the first reading is 0 */
enum log_clock clock_kind(void);

extern _Atomic int64_t clock_virtual;           /* the virtual clock's time */
int64_t clock_now(void);
/* Seconds, stretched, as ns: rounded, 0 for a negative one, TIMER_NEVER from 2^62 ns
 * on.  False for NaN. */
bool clock_ns(double seconds, int64_t *ns);
/* The moment `ns` from now, TIMER_NEVER if that is beyond reckoning. */
int64_t clock_after(int64_t ns);
/* A time of the clock in seconds (not stretched), as ns. */
int64_t clock_at(double when);
/* How long, in real ns, until `when` by a clock that is not virtual; not longer than
 * one may wait before looking at the remote again. */
int64_t clock_real_wait(int64_t when);
/* Stop this thread until `when`. */
void clock_block(int64_t when);
/* The same on a thread that is not the loop's; virtual: for so many real ns. */
void clock_sleep(int64_t when);
/* Virtual only: nothing can happen before `when`. */
void clock_jump(int64_t when);

/* With a remote that is paused: stop until it allows one more step. */
void clock_await_step(void);
bool clock_is_remote(void);

#endif
