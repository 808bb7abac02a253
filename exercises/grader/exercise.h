/* SPDX-License-Identifier: MIT */
/* What a solution is written with: the runtime, the inputs that the exercise draws
 * for this run, and the pretended world (pages, questions, ...) that it offers.
 * Everything happens on the virtual clock; a line printed with printf() is noted
 * with its time.
 *
 * A solution is one C file.  It defines what the exercise asks for: unless its
 * README says otherwise, this and no main():
 *
 *     void *solution(void *arg);       the main coroutine; arg is NULL
 */
#ifndef EXERCISE_H
#define EXERCISE_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "async.h"

/* ---- Inputs: other values in each run.  A name that the exercise has not got, or
 * an index too high, stops the program with a sentence. --------------------------- */

double input(const char *name);                     /* a number, a duration in seconds */
const char *input_text(const char *name);
int input_length(const char *name);                 /* how many values: 1 unless a list */
double input_at(const char *name, int i);           /* the i-th of a list, from 0 */
const char *input_text_at(const char *name, int i);
bool input_exists(const char *name);

/* ---- Answers ----------------------------------------------------------------------- */

/* Print the line "name: value"; that is how results are handed in. */
void answer(const char *name, double value);        /* %.10g */
void answer_text(const char *name, const char *value);

/* ---- The pretended world ----------------------------------------------------------- */

/* Ask a service for something, as the run's inputs say: `X.delays`, `X.names` and
 * perhaps `X.answers` and `X.failures` are lists that belong together (X is the
 * service).  Waits for the delay; then 0 with *text (may be NULL) set to the answer
 * (or to the name, without answers), or -EIO if that one's failure is not 0; -ENOENT
 * at once for a name it does not know.  In the log it is a coroutine of the name
 * "X NAME".  Suspends. */
int ask(const char *service, const char *name, const char **text);
/* The same in blocking form: nobody else runs meanwhile. */
int ask_blocking(const char *service, const char *name, const char **text);

/* Both tell the log where they stand, as the runtime's calls do. */
int ask_at(const char *service, const char *name, const char **text, const char *place);
int ask_blocking_at(const char *service, const char *name, const char **text,
                    const char *place);
#define ask(service, name, text) ask_at(service, name, text, ASYNC_PLACE)
#define ask_blocking(service, name, text) ask_blocking_at(service, name, text, ASYNC_PLACE)

/* What the learner's file has to define, unless the exercise has a program of its own
 * (support.c): then what that calls. */
void *solution(void *arg);
/* The exercise's support.c may define it: runs in place of solution() and calls what
 * the learner wrote. */
void *exercise_program(void *arg);

#endif
