/* SPDX-License-Identifier: MIT */
/* The text timeline: a run, or a race of two, as lines for pipes, logs, golden tests
 * and screen readers. */
#ifndef TEXT_H
#define TEXT_H

#include <stdbool.h>
#include <stdio.h>

#include "side.h"

struct text_options {
    int width;                  /* columns; 0: 80; no line is wider (20 at least) */
    bool ascii, color;
};

/* Draw n sides (1 or 2, the slower one first) on one common axis, then what each
 * printed, its failures, its warnings, and how it ended if it did not end well.
 * Write errors are left in `out` for the caller's ferror(). */
void text_render(FILE *out, const struct side *sides, int n,
                 const struct text_options *options);

#endif
