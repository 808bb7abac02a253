/* SPDX-License-Identifier: MIT */
/* A learner's file: taken in with care, since anything may have been handed in. */
#ifndef SUBMISSION_H
#define SUBMISSION_H

#include <stdbool.h>
#include <stddef.h>

enum { SOURCE_MOST = 1 << 20 };         /* bytes */

struct source {
    char *name;                 /* the file's own name, made harmless: "alice.c" */
    char *text;
    size_t size;
};

/* Read it.  False with a sentence for the row in `error`: a link (unless followed), no
 * file, too large, not text. */
bool source_read(struct source *source, const char *path, bool follow, char *error);
void source_free(struct source *source);

/* Is it called as C files are, and not hidden? */
bool is_source_name(const char *name);
/* How many C files a folder holds, and the path of the first; NULL: none. */
char *folder_source(const char *folder, int *count);

#endif
