/* SPDX-License-Identifier: MIT */
/* Where untrusted things run: always under limits of processor time, memory, file
 * size and descriptors; where bubblewrap works also without a network, with no
 * file to be seen but the system's and a folder of its own, and in its own world of
 * processes, which ends with us. */
#ifndef SANDBOX_H
#define SANDBOX_H

#include <stdbool.h>

#include "exercise_folder.h"
#include "spawn.h"
#include "words_list.h"

enum sandbox_wish { SANDBOX_AUTO, SANDBOX_REQUIRED, SANDBOX_NONE };

struct sandbox {
    bool wrapped;               /* bubblewrap is there and works */
    char why_not[200];          /* if not: a sentence */
};

/* Find out what can be had.  False with a sentence in `error` if it is required and
 * cannot. */
bool sandbox_open(struct sandbox *sandbox, enum sandbox_wish wish, char *error);

/* Put in front of a program in `argv` what shows it no more than it may see; returned
 * are its folder and its limits.  Each seen path is a pair: outside, inside.  `work` is a
 * folder outside, used by what is returned; inside it is the working folder, /work if
 * wrapped. */
struct confinement {
    struct limits limits;
    const char *work;           /* NULL: a scratch folder of memory */
    const char *seen[8];        /* pairs, ends with NULL */
};
struct spawn_room sandbox_begin(const struct sandbox *sandbox,
                                const struct confinement *how, struct words *argv);
/* What a path of `seen` is called inside. */
const char *sandbox_inside(const struct sandbox *sandbox, const char *outside,
                           const char *inside);

/* Nothing of whoever grades is to be read by those who are graded: forget the environment
 * but for what programs need to be found. */
void sandbox_shut_off(void);

#endif
