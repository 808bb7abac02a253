/* SPDX-License-Identifier: MIT */
/* Reveals: the moments of a run at which something changes that can be seen, and what
 * a teacher asks before each. */
#ifndef REVEAL_H
#define REVEAL_H

#include "track.h"

enum { REVEAL_QUESTION = 160 };

/* The next moment (ns) after `after` at which one of n tracks changes; what lies less
 * than `apart` behind it belongs to it.  LOG_NEVER: there is none. */
uint64_t reveal_next(struct track *const *tracks, int n, uint64_t after);
/* The last one before `before`; 0 if there is none. */
uint64_t reveal_previous(struct track *const *tracks, int n, uint64_t before,
                         uint64_t apart);
/* What to ask while the track stands just before the moment `next`. */
void reveal_ask(char out[REVEAL_QUESTION], const struct track *track, uint64_t next);

#endif
