/* SPDX-License-Identifier: MIT */
/* Generators that have begun and not ended: a run closes them at its end. */
#ifndef GENERATOR_H
#define GENERATOR_H

#include <stdbool.h>

struct loans;
struct task;

bool generators_are_open(void);
void *generators_close_all(void *unused);   /* a coroutine */
/* Of those that run in this task: the one's loans on whose stack it lies, or NULL. */
struct loans **generator_lends(const struct task *task, const void *argument);

#endif
