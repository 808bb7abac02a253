/* SPDX-License-Identifier: MIT */
/* What every program of ours has in common: sentences on standard error, options, an
 * output that is whole or not there. */
#ifndef COMMAND_H
#define COMMAND_H

#include <stdbool.h>
#include <stdio.h>

#include "text.h"

/* "PROGRAM: TEXT" on standard error; returns 1. */
int command_complain(const char *program, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* Flush standard output; what could not be written makes the status 1, in a sentence. */
int command_finish(const char *program, int status);
/* First thing in main(): if 0, 1 or 2 were closed, the next file would get that number
 * and be mistaken for it.  What is put there can be used as little as what is closed. */
void command_hold_descriptors(void);
/* Can curses draw here? */
bool command_has_screen(const char **why_not);
/* How a timeline on standard output is drawn. */
struct text_options command_text_options(bool no_color, bool ascii);

/* ---- Options ------------------------------------------------------------------ */

enum command_value { COMMAND_FLAG, COMMAND_TEXT, COMMAND_NUMBER };

/* --name: sets a bool; --name ARGUMENT: a const char * or a double in a range. */
struct command_option {
    const char *name, *argument, *help;     /* argument: NULL with a flag */
    enum command_value kind;
    void *value;
    double from, to;
};

struct command {
    const char *name;           /* "interleave play" */
    const char *usage;          /* what follows the name: "[OPTION]... FILE" */
    const char *about;          /* a line, or some */
    const struct command_option *options;   /* ends with a name of NULL */
};

enum { COMMAND_HELPED = -1, COMMAND_REFUSED = -2 };

/* Read the options up to the first word that is none: its index.  --help was printed:
 * COMMAND_HELPED (exit 0); or a sentence on standard error: COMMAND_REFUSED (exit 2). */
int command_parse(const struct command *command, int argc, char **argv);

/* ---- Output ------------------------------------------------------------------- */

/* A file that takes its place when it is closed well; path NULL: standard output. */
struct command_output {
    const char *program, *path;
    char part[4096];
    FILE *file;
};

/* False after a sentence. */
bool command_open(struct command_output *output, const char *program, const char *path);
/* The exit status: 0, or 1 after a sentence. */
int command_close(struct command_output *output);

#endif
