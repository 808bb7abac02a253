/* SPDX-License-Identifier: MIT */
/* A class: many submissions, judged several at a time, each in a process of its own;
 * a stopped run goes on where it was. */
#ifndef CLASS_H
#define CLASS_H

#include <stdbool.h>

#include "row.h"
#include "words_list.h"

struct class_entry {
    char *called;               /* the path by which it was given */
    char *path;                 /* of the file to judge */
    char *name;                 /* unique, and harmless wherever it is written */
    bool known;                 /* a row of an earlier run that still holds */
    struct row row;
};

struct class {
    struct class_entry *all;
    int count, room;
    const char *apart;          /* a folder that is no learner's, or NULL */
    struct words left_out;      /* names of files in its folders that are no C files */
    char *output;               /* a folder for feedback (NAME.txt), a log of each
                                   scenario (NAME.1.log) and rows */
    char *work;                 /* in it, for programs; goes at the end */
    bool temporary;             /* all of it goes at the end */
};

/* A file, or a folder: its C files, and of each folder in it the only C file. */
bool class_add(struct class *class, const char *path, char *error);
/* After the last of these: give everybody a name, by the file or the learner's folder;
 * where two are alike, by the folder around it as well. */
void class_name_all(struct class *class);
/* `output` NULL: a temporary one. */
bool class_open_output(struct class *class, const char *output, char *error);
/* Judge all, `jobs` at a time (0: three for every two processors).  False with
 * `error` if it could not go on. */
bool class_judge(struct class *class, struct workshop *shop, const struct judging *how,
                 int jobs, bool again, char *error);
/* From now on a request to end (SIGINT, SIGTERM, SIGHUP) makes class_judge() end its
 * workers and return false, so that class_done() can tidy up. */
void class_heed_signals(void);
void class_done(struct class *class);

/* Reports.  Each is written to a file, or "-". */
struct report {
    const struct exercise *exercise;
    const struct class *class;
};
void report_text(FILE *out, void *report);
void report_csv(FILE *out, void *report);
void report_junit(FILE *out, void *report);
void report_tap(FILE *out, void *report);
/* Of the class's only submission.  False: made without jansson. */
bool report_gradescope_possible(void);
void report_gradescope(FILE *out, void *report);

#endif
