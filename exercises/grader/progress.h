/* SPDX-License-Identifier: MIT */
/* What a learner has done, in a small file that is always whole. */
#ifndef PROGRESS_H
#define PROGRESS_H

#include <stdbool.h>

#include "exercise_folder.h"

enum { EXERCISES = 200 };

struct progress {
    char folder[PATH_ROOM];     /* where the learner's files are, absolute */
    char *passed[EXERCISES];
    int count;
};

/* Make the folder if need be and read its file `progress`.  False with `error`. */
bool progress_open(struct progress *progress, const char *folder, char *error);
bool progress_passed(const struct progress *progress, const char *exercise);
/* Remember, forget (NULL: all): written at once. */
bool progress_pass(struct progress *progress, const char *exercise, char *error);
bool progress_forget(struct progress *progress, const char *exercise, char *error);

/* A whole file of text or none. */
bool progress_write(const char *path, const char *text, char *error);

#endif
