/* SPDX-License-Identifier: MIT */
/* Lanes as the model builds them: spans put one behind the other. */
#ifndef LANE_H
#define LANE_H

#include "model.h"

/* The lane goes over to what `next` says, at next->begin.  What lasted until now ends
 * there, is dropped if it had no length, and is taken up again if nothing changed. */
void lane_put(struct lane *lane, const struct span *next);
/* The lane ends here: closes the last span. */
void lane_close(struct lane *lane, uint64_t time);
/* The span that lasts, NULL if none does. */
struct span *lane_open(const struct lane *lane);
/* What came at or after `time` is forgotten, and what lasted then goes on. */
void lane_cut(struct lane *lane, uint64_t time);
void lane_free(struct lane *lane);

#endif
