/* SPDX-License-Identifier: MIT */
/* A lesson with demos that go wrong in every way, inside a test program: run again
 * with FAKE_LESSON set, the test program is that lesson. */
#ifndef FAKE_LESSON_H
#define FAKE_LESSON_H

#include "run.h"

/* First thing in main(): becomes the lesson, or returns. */
void fake_lesson_if_asked(int argc, char **argv);

/* Run it with the options that follow, ending with NULL. */
void run_fake_lesson(struct run_result *result, ...);
/* The same; options.argv are the options alone. */
void run_fake_lesson_with(struct run_result *result, struct run_options options);

/* What is executed: this test program. */
const char *fake_lesson_path(void);

#endif
