/* SPDX-License-Identifier: MIT */
/* Work of two kinds, for tasks, threads and processes alike: half a second of waiting,
 * and as much computing as one processor of this machine does in a tenth of a second. */
#ifndef KIT_WORK_H
#define KIT_WORK_H

#include "async.h"

#define KIT_WORK_WAIT 0.5

/* In main(), first: does this process exist to work?  Then it does, and ends. */
void kit_work_if_asked(void);
/* Measure how fast this machine computes; once, before the others. */
void kit_work_calibrate(void);
int kit_work_processors(void);
/* How many programs wanted to compute in the last minute, before we began. */
double kit_work_others(void);

/* Coroutines. */
void *kit_work_wait(void *unused);
void *kit_work_compute(void *unused);
/* For threads; the last one as Python's threads compute: who has the lock. */
void *kit_work_wait_blocking(void *unused);
void *kit_work_compute_locked(void *unused);
/* Coroutines again: in a process of its own, "wait" or "compute". */
void *kit_work_in_child(void *kind);

/* Seconds that have passed, on the program's clock or on the real one, whichever goes
 * further: computing takes no virtual time, and a virtual wait no real one. */
struct kit_work_time { double clock, real; };
struct kit_work_time kit_work_now(void);
double kit_work_since(struct kit_work_time then);

#endif
