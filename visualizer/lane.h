/* SPDX-License-Identifier: MIT */
/* Lanes as the model builds them: spans put one behind the other. */
#ifndef LANE_H
#define LANE_H

#include "model.h"

/* The lane goes over to something else at `time`: what lasted until now ends there, and
 * is dropped if it had no length.  Returns the place of the next span, to be filled in
 * and put; in place, for a span copied at once would wait until memory has it. */
struct span *lane_next(struct lane *lane, uint64_t time);
/* Take over what was filled in; if nothing changed, the span before is taken up again. */
void lane_put(struct lane *lane);
/* The lane ends here: closes the last span. */
void lane_close(struct lane *lane, uint64_t time);
/* The span that lasts, NULL if none does. */
struct span *lane_open(const struct lane *lane);
/* What came at or after `time` is forgotten, and what lasted then goes on. */
void lane_cut(struct lane *lane, uint64_t time);
void lane_free(struct lane *lane);

#endif
