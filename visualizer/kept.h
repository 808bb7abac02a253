/* SPDX-License-Identifier: MIT */
/* A run that was kept in a file: its logs, and what renderers of whole runs take. */
#ifndef KEPT_H
#define KEPT_H

#include <stdbool.h>

#include "side.h"

struct kept {
    int n;                              /* logs: a race has two */
    struct recording logs[SIDE_MOST];
    struct side sides[SIDE_MOST];       /* after kept_sides() */
    struct model models[SIDE_MOST];     /* the sides' */
};

/* False after a sentence on standard error by `program`. */
bool kept_load(struct kept *kept, const char *program, const char *path);
/* Make the sides, their models fed to the end.  Once. */
void kept_sides(struct kept *kept);
void kept_done(struct kept *kept);

#endif
