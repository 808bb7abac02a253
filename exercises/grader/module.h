/* SPDX-License-Identifier: MIT */
/* Submissions are not linked with the runtime, which takes most of the time that a small
 * program's making does: each becomes a module (a shared object), which the runner, linked
 * once, opens. */
#ifndef MODULE_H
#define MODULE_H

#include "process.h"
#include "words_list.h"
#include "workshop.h"

/* The rest of a compiler's command that makes a module of the files named before it and of
 * the exercise's own part.  What a module defines it also uses, whatever else in the
 * program has that name. */
void module_add_linking(const struct workshop *shop, struct words *argv);

/* Make a module of an object.  *ended is how the linker ended; it also fails if a name is
 * used that nobody has.  False with a sentence in `error` if it could not be started. */
bool module_link(const struct workshop *shop, const char *object, const char *module,
                 struct ended *ended, char *error);

#endif
