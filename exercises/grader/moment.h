/* SPDX-License-Identifier: MIT */
/* What happens to a task at one moment, in words. */
#ifndef MOMENT_H
#define MOMENT_H

#include <stdbool.h>
#include <stdint.h>

#include "model.h"

enum { MOMENT_WORDS = 80 };

/* A task in one of two runs; lane NULL: that run has no such task. */
struct side {
    const struct model *model;
    const struct lane *lane;
    bool crashed;               /* the program did */
};

/* "wakes and sleeps again", "still sleeps": of both sides, in words that differ where they
 * do anything different. */
void moment_tell(const struct side sides[2], uint64_t time, char words[2][MOMENT_WORDS]);

/* The next span with a length, from i on: one that is no mere turn; NULL after the last. */
const struct span *moment_solid(const struct lane *lane, uint64_t *i);

#endif
