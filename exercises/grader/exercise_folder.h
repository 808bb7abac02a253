/* SPDX-License-Identifier: MIT */
/* An exercise's folder as the grader knows it: exercise.conf read and checked. */
#ifndef EXERCISE_FOLDER_H
#define EXERCISE_FOLDER_H

#include <stdbool.h>

/* What some editors put before a text in UTF-8. */
#define BYTE_ORDER_MARK "\xef\xbb\xbf"

enum { SCENARIOS = 5, RULES = 64, ERROR = 600, PATH_ROOM = 4096 };

/* "name = value" of exercise.conf, not drawn yet. */
struct rule {
    char *name, *text;
    const char *file;
    int line;
};

struct limits {
    int cpu, wall;              /* seconds */
    int memory;                 /* MiB */
    int output;                 /* KiB printed */
};

struct scenario {
    char *name;                 /* "": the only one */
    struct rule rules[RULES];   /* those before the first section come first */
    int rule_count;
    int schedules;              /* drawn ones, besides first in, first out */
    struct limits limits;
};

struct exercise {
    char *folder;               /* absolute */
    char *name;                 /* the folder's own name */
    char *title, *lesson, *functions;
    struct scenario scenarios[SCENARIOS];
    int scenario_count;
};

/* False with a sentence in `error` (ERROR bytes). */
bool exercise_load(struct exercise *exercise, const char *folder, char *error);
void exercise_done(struct exercise *exercise);
/* "folder/file"; returns out, PATH_ROOM bytes. */
const char *exercise_path(const struct exercise *exercise, const char *file, char *out);

#endif
