/* SPDX-License-Identifier: MIT */
/* For tests of the grader's commands: a scratch folder, and the last run's result. */
#ifndef GRADING_H
#define GRADING_H

#include "run.h"

#define TINY EXERCISE_DIR "/tiny"       /* the tests' own exercise */

extern struct run_result result;        /* of the command run last */
extern char folder[64];                 /* the scratch folder */

/* A test's fixture. */
void grading_begin(void);
void grading_end(void);

/* interleave-COMMAND (or interleave) with what follows, ending with NULL; without walls,
 * which are tested by their own program and are not everywhere. */
void grade_run(const char *command, ...);
/* The same with changes to the environment, as in struct run_options. */
void grade_run_with(const char *const *set, const char *command, ...);

/* The path of a name in the scratch folder; good until the next call. */
const char *in_folder(const char *name);
void write_file(const char *name, const char *text);
void check_has(const char *text, const char *words);

#endif
