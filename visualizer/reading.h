/* SPDX-License-Identifier: MIT */
/* What the screen has read or found once and keeps: the program's text, the same in
 * Python, and what went wrong on each side.  All of it can be had anew at any time. */
#ifndef READING_H
#define READING_H

#include "finding.h"
#include "source.h"

enum { READING_SIDES = 2 };

struct reading {
    struct source text, python;
    struct findings found[READING_SIDES];
};

void reading_init(struct reading *reading);
/* Another run begins: nothing was found yet.  Texts stay. */
void reading_forget_run(struct reading *reading);
void reading_done(struct reading *reading);

#endif
