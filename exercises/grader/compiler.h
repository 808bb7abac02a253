/* SPDX-License-Identifier: MIT */
/* The compiler at work on files that nobody trusts: behind walls, where it sees a folder of
 * headers and one to work in. */
#ifndef COMPILER_H
#define COMPILER_H

#include "process.h"
#include "sandbox.h"

struct compilation {
    const char *headers;        /* a folder */
    const char *work;           /* a folder, with `file` in it or a path in `headers` */
    const char *file, *out;
    bool precompile;            /* a header, to be taken instead of itself */
};

/* *ended is how it ended, with what it said.  False with a sentence in `error` (ERROR
 * bytes) if it could not be started. */
bool compiler_run(const struct sandbox *sandbox, const struct compilation *what,
                  struct ended *ended, char *error);
/* All of its command that does not depend on the file. */
void compiler_add_flags(struct words *argv);
/* CC, or "cc". */
const char *compiler_name(void);

/* Does what the compiler said name a line of the file? */
bool compiler_names_line(const char *said, const char *name);
/* The compiler's first error in plain words, with the line; NULL: nothing to say. */
char *compiler_words(const char *said, const char *name);
/* What it said, without the folders in which headers lie.  Allocated. */
char *compiler_tidy(const char *said);

#endif
