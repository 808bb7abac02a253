/* SPDX-License-Identifier: MIT */
/* Which lanes a picture of a whole run has, and how the rest is summed up in words. */
#ifndef SHOWN_H
#define SHOWN_H

#include <stddef.h>

#include "model.h"

enum {
    SHOWN_MOST = 20,            /* more lanes than these are folded, */
    SHOWN_UNFOLDED = 10         /* but for so many */
};

/* Is this lane drawn?  A main that did nothing but wait for others is not. */
bool shown_lane(const struct model *model, uint64_t lane);
/* How many are, folded ones too. */
uint64_t shown_count(const struct model *model);
/* How many of them are drawn one by one. */
uint64_t shown_unfolded(const struct model *model);

struct rest {
    uint64_t lanes, done, failed, cancelled, open;
    uint64_t begin, end;        /* ns: the first creation, the last end */
};

void rest_begin(struct rest *rest);
void rest_add(struct rest *rest, const struct model *model, const struct lane *lane);
/* Append ": 9,980 done, 20 failed" to a text. */
void rest_outcomes(char *out, size_t size, const struct rest *rest);

#endif
