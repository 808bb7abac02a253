/* SPDX-License-Identifier: MIT */
/* Another order: who of those that are ready goes next is drawn, by a seed, or taken
 * from the choices that a log holds. */
#ifndef SCHEDULE_H
#define SCHEDULE_H

#include <stdbool.h>
#include <stdint.h>

extern bool schedule_on;

/* As INTERLEAVE_SCHEDULE has it: a seed, or the name of a log; a wrong one ends the
 * program with a sentence. */
void schedule_setting(const char *text);
/* Which of n goes next, from 0. */
uint32_t schedule_choose(uint32_t n);
/* Where choices come from a log, it must have none left for this run; else the program
 * is another one, and ends with a sentence. */
void schedule_run_ended(void);

#endif
