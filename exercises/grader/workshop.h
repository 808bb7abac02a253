/* SPDX-License-Identifier: MIT */
/* Where programs are made: the exercise's own parts once, kept by their content, and
 * each submission in a folder of its own. */
#ifndef WORKSHOP_H
#define WORKSHOP_H

#include <stdbool.h>
#include <stdint.h>

#include "checking.h"
#include "exercise_folder.h"
#include "sandbox.h"
#include "submission.h"

struct workshop {
    const struct exercise *exercise;
    struct sandbox sandbox;
    char root[PATH_ROOM];        /* core/async.h lies below it */
    char runtime[PATH_ROOM];     /* what submissions are run by, as an object */
    char runner[PATH_ROOM];      /* and as a program, which opens their modules */
    char cache[PATH_ROOM];
    char headers[PATH_ROOM];     /* a folder of those that a submission may include */
    char support[PATH_ROOM];     /* the exercise's own object; "": it has none */
    char solution[PATH_ROOM];    /* the exercise's solution as a module; "": not made yet */
    uint64_t content;           /* hash of all that the exercise's parts are made from */
    uint64_t seed;              /* hash of its own files: goes into the drawing of inputs */
    void *library;
    const struct check *checks;
    int check_count, points;    /* of all checks */
};

/* False with a sentence in `error`. */
bool workshop_open(struct workshop *shop, const struct exercise *exercise,
                   enum sandbox_wish wish, char *error);
void workshop_close(struct workshop *shop);
/* The solution as a module, made at the first call.  False with `error`. */
bool workshop_solution(struct workshop *shop, char *error);
/* headers.c: find or make the folder `headers`.  False with `error`. */
bool workshop_headers(struct workshop *shop, char *error);

enum build_state {
    BUILD_GOOD,
    BUILD_UNREADABLE,           /* no file, a link, too large, not text */
    BUILD_ERRORS,               /* the compiler or the linker said no */
    BUILD_LATE,                 /* the compiler did not end */
    BUILD_INCOMPLETE,           /* compiles, but what it must define is not there */
    BUILD_SUSPECT               /* it would meddle with the runtime: for the teacher */
};

struct build {
    enum build_state state;
    char *words;                /* a sentence or two for the learner; NULL: good */
    char *compiler;             /* the compiler's own text, "" if it said nothing */
    char folder[PATH_ROOM];      /* temporary, with the module in it */
    char module[PATH_ROOM];
};

/* Compile, look at the object, link.  False with `error` only if we ourselves failed. */
bool build_submission(struct workshop *shop, const struct source *source,
                      struct build *build, char *error);
/* Remove its folder too. */
void build_done(struct build *build);

#endif
