/* SPDX-License-Identifier: MIT */
/* A run, or a race of two, as one SVG picture: nothing outside of it is needed, it is
 * light or dark as its reader wishes, and its lanes grow once unless the reader wants
 * no motion. */
#ifndef SVG_H
#define SVG_H

#include <stdio.h>

#include "side.h"

/* n sides (1 or 2, the slower one first) on one axis; title: NULL for none.  Write
 * errors are left in `out` for the caller's ferror(). */
void svg_render(FILE *out, const struct side *sides, int n, const char *title);

#endif
