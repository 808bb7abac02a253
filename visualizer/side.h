/* SPDX-License-Identifier: MIT */
/* One run, as the renderers of whole runs take it.  A race is two of these, the slower
 * one first. */
#ifndef SIDE_H
#define SIDE_H

#include "model.h"
#include "recording.h"

enum { SIDE_MOST = 2 };

struct side {
    const char *label;          /* "One after another"; NULL: the program's name */
    const struct model *model;  /* fed */
};

/* What the sides of a race are called. */
#define SIDE_SYNC_LABEL "One after another"
#define SIDE_ASYNC_LABEL "Waiting together"
/* The label of one of n logs: of a race by its flags, NULL if it is alone. */
const char *side_label(const struct recording *log, int n);

#endif
