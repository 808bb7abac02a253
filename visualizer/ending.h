/* SPDX-License-Identifier: MIT */
/* How a child came to its end, in words for people. */
#ifndef ENDING_H
#define ENDING_H

#include <stdbool.h>

#include "launch.h"
#include "model.h"

enum { ENDING_TEXT = 512 };

/* True with a sentence in `text` if the run did not end by itself: a crash, a kill,
 * an exit in the middle, a spoilt log, a program without one.  The model was fed all
 * that was drained.  A child that is still there is told as one that hangs.  False if
 * it came to its end, well or as failed (which its lanes show). */
bool ending_tell(struct launch *child, const struct model *model, char *text, int size);

/* "SIGSEGV (a bad memory access)"; "signal 42" where there is no name. */
const char *ending_signal(int signal, char *text, int size);

#endif
