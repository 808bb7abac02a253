/* SPDX-License-Identifier: MIT */
/* A verdict as a row of a class: written by the process that judged, read by the one
 * that reports, and again when a stopped run goes on. */
#ifndef ROW_H
#define ROW_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "verdict.h"

struct row_mark {
    char *name;
    enum mark_state state;
    double points;
    int most;
    char *text;                 /* what was wanted and seen, with the lanes */
    char *colored;
};

struct row {
    char *name;                 /* of the submission: unique in a class */
    char *key;                  /* of all that the verdict depends on */
    char *state;                /* "full", "partial", "not compiled", ... */
    char *words;                /* why there are no marks, or "" */
    char *said;                 /* the compiler's own words, laid out, or "" */
    char *flag;                 /* for the teacher, or "" */
    double points, seconds;
    int most;
    bool full;
    struct row_mark *marks;
    int mark_count;
};

void row_from(struct row *row, const char *name, const char *key,
              const struct verdict *verdict);
/* One that could not be judged, and why. */
void row_failed(struct row *row, const char *name, const char *why,
                const struct workshop *shop);
void row_free(struct row *row);

/* A whole file or none.  False with a sentence in `error` (ERROR bytes). */
bool row_save(const struct row *row, const char *path, char *error);
/* False if it is not there, or not a whole row. */
bool row_load(struct row *row, const char *path);

/* Write a file through `write`: all of it or nothing; "-" is standard output. */
bool file_save(const char *path, void (*write)(FILE *out, void *arg), void *arg,
               char *error);

#endif
