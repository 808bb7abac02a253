/* SPDX-License-Identifier: MIT */
/* What the parts of the learner's process tell each other. */
#ifndef CONFINED_H
#define CONFINED_H

#include <stdbool.h>

/* "name=value"; the values of a list are separated by the byte 0x1f.  Kept, not copied. */
void inputs_take(int count, char **arguments);
/* Text of the i-th value; stops the program if there is none. */
const char *inputs_value(const char *name, int i);

/* What the runner writes before why it cannot open the module. */
#define CANNOT_LOAD "cannot load: "

/* From now on no other program is started, no process made or signalled, no socket
 * opened, no limit changed, no memory had that limits do not count.  Systems other than
 * Linux have nothing of the kind: then true.  False: it did not work. */
bool confine_self(void);

#endif
