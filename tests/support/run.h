/* SPDX-License-Identifier: MIT */
/* Run a program to its end and look at what it left: output, errors, status. */
#ifndef RUN_H
#define RUN_H

#include <stdbool.h>
#include <stddef.h>

struct run_options {
    const char *path;               /* as execvp() takes it; NULL: argv[0] */
    const char *const *argv;        /* ends with NULL */
    const char *const *set;         /* "NAME=value", "NAME": not set; ends with NULL; or NULL */
    const char *input;              /* standard input; NULL: /dev/null */
    const char *output_to;          /* standard output into this file; NULL: collected */
    bool output_closed;
    int terminal;                   /* standard output is a terminal of so many columns */
};

struct run_result {
    int status;                     /* exit status; 128 + n if signal n ended it */
    char *out, *err;                /* NUL-terminated */
    size_t out_size, err_size;
};

/* Seconds, for whatever hangs: no test may need them, on however loaded a machine. */
enum { RUN_LONGEST = 600 };

/* A program that does not end is killed then and fails the test.  Every run
 * starts from the same environment: PATH, LC_ALL=C.UTF-8, no NO_COLOR, COLUMNS, TERM,
 * INTERLEAVE_... */
void run_program(const struct run_options *options, struct run_result *result);
void run_result_done(struct run_result *result);

/* A lesson's executable with the options that follow, ending with NULL. */
void run_lesson(struct run_result *result, const char *lesson, ...);

#endif
