/* SPDX-License-Identifier: MIT */
/* The whole story of a run: all that the lanes show, as sentences in the order in which
 * it happened, instant by instant.  For screen readers, and for reading aloud. */
#ifndef TALE_H
#define TALE_H

#include <stdio.h>

#include "recording.h"
#include "side.h"
#include "text.h"

/* Tell n sides (1 or 2, the slower one first), logs[i] being sides[i]'s, one after the
 * other, then compare them.  However long the logs, the story stays readable: what
 * repeats is told once and counted.  Write errors are left in `out`. */
void tale_render(FILE *out, const struct side *sides, const struct recording *logs, int n,
                 const struct text_options *options);

#endif
