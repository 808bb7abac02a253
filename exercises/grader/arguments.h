/* SPDX-License-Identifier: MIT */
/* What the commands are told. */
#ifndef ARGUMENTS_H
#define ARGUMENTS_H

#include <stdbool.h>

#include "sandbox.h"
#include "verdict.h"

struct arguments {
    struct judging judging;
    enum sandbox_wish sandbox;
    int jobs;
    const char *output;         /* a folder; NULL: none */
    const char *csv, *junit, *tap, *gradescope;     /* files; "-": standard output */
    int hint_number;            /* which --hint asks for; 0: the one that fits */
    bool hint, again, list, reset, text;
    char **rest;                /* what is no option */
    int count;
    int status;                 /* for exit, where parsing ended it */
};

/* False: over, exit with `status` (help was printed, or a complaint). */
bool arguments_parse(struct arguments *arguments, int argc, char **argv,
                     const char *command, const char *usage);
/* "interleave COMMAND: ..." on standard error; returns 2. */
int arguments_complain(const char *command, const char *text);

/* A folder, or the name, number or beginning of the name of one of our own. */
bool exercise_find(struct exercise *exercise, const char *said, char *error);
/* Our own exercises' folders, in order, at most `most`; how many. */
int exercise_list(char (*folders)[PATH_ROOM], int most);

#endif
