/* SPDX-License-Identifier: MIT */
/* Generators that have begun and not ended: a run closes them at its end. */
#ifndef GENERATOR_H
#define GENERATOR_H

#include <stdbool.h>

bool generators_are_open(void);
void *generators_close_all(void *unused);   /* a coroutine */

#endif
