/* SPDX-License-Identifier: MIT */
/* Run a program under one scenario: one process, one sandbox, one log. */
#ifndef SCENARIO_H
#define SCENARIO_H

#include <stdint.h>

#include "one_run.h"
#include "workshop.h"

/* Run `module` with the inputs of `run` (which was run_init()ed) and fill in its log,
 * model and errors; `trouble` if that log cannot be judged, `flag` if a teacher should
 * look.  A trusted one runs without walls.  False with `error` only if we ourselves
 * failed. */
bool scenario_run(const struct workshop *shop, const char *module, bool trusted,
                  struct run *run, char *error);

/* honest.c: does the log hold together as only the runtime writes it?  NULL, or what is
 * wrong in a sentence.  `printed`: bytes that came out of standard output. */
const char *log_complaint(const struct run *run, uint64_t printed);

#endif
