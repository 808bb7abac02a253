/* SPDX-License-Identifier: MIT */
/* A run, or a race of two, as Chrome's trace format, which ui.perfetto.dev and
 * chrome://tracing open: a process a side, a thread a task, slices named by state. */
#ifndef PERFETTO_H
#define PERFETTO_H

#include <stdio.h>

#include "side.h"

/* Write errors are left in `out` for the caller's ferror(). */
void perfetto_render(FILE *out, const struct side *sides, int n);

#endif
