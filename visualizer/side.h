/* SPDX-License-Identifier: MIT */
/* One run, as the renderers of whole runs take it.  A race is two of these, the slower
 * one first. */
#ifndef SIDE_H
#define SIDE_H

#include "model.h"

struct side {
    const char *label;          /* "One after another"; NULL: the program's name */
    const struct model *model;  /* fed */
};

#endif
