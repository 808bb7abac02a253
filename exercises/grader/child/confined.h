/* SPDX-License-Identifier: MIT */
/* What the parts of the learner's process tell each other. */
#ifndef CONFINED_H
#define CONFINED_H

#include <stdbool.h>

/* "name=value"; the values of a list are separated by the byte 0x1f.  Kept, not copied. */
void inputs_take(int count, char **arguments);
/* Text of the i-th value; stops the program if there is none. */
const char *inputs_value(const char *name, int i);

/* From now on no other program is started, no process made or signalled, no socket
 * opened.  Does nothing where the system cannot. */
void confine_self(void);

#endif
