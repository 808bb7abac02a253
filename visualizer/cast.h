/* SPDX-License-Identifier: MIT */
/* A recorded run as an asciicast (version 2): the live screen as it played, for
 * asciinema's players.  It plays at real speed; a wait in which nothing happens for long
 * passes faster, and so does a run that takes too long (the screen tells the speed). */
#ifndef CAST_H
#define CAST_H

#include <stdbool.h>
#include <stdio.h>

#include "recording.h"

enum { CAST_LEAST_COLUMNS = 40, CAST_LEAST_ROWS = 10, CAST_MOST = 500 };

struct cast_options {
    int columns, rows;          /* 0: 100x30 */
    double seconds;             /* at most so long; 0: 60 */
    bool ascii;
    const char *title;          /* NULL: none */
};

/* n logs, 1 or 2.  Write errors are left in `out` for the caller's ferror(). */
void cast_render(FILE *out, const struct recording *logs, int n,
                 const struct cast_options *options);

#endif
