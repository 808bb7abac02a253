/* SPDX-License-Identifier: MIT */
/* A verdict on one submission: what every report is written from. */
#ifndef VERDICT_H
#define VERDICT_H

#include <stdbool.h>
#include <stdint.h>

#include "scenario.h"

enum mark_state { MARK_PASSED, MARK_FAILED, MARK_NOT_TRIED };

struct mark {
    const struct check *check;
    enum mark_state state;      /* in all scenarios that it looks at */
    int tried, passed;          /* scenarios */
    double points;              /* its share of check->points */
    /* Of the first run that failed: */
    const char *title, *wanted; /* the check's, unless something else went wrong */
    char *where;                /* "scenario \"three pages\" (delays = 0.5, ...)" */
    char *scenario;             /* its name */
    char *seen;
    char *advice;               /* what that most likely comes from; NULL: unknown */
    int hint;                   /* that fits; 0: the first */
    char *errors;               /* what it said on standard error; or "" */
    bool cut_short;             /* it crashed, or the runtime ended it */
    char *picture;              /* lanes, wanted above seen; "" where none helps */
    char *colored;              /* the same with escape sequences */
};

struct verdict {
    char *name;                 /* the submission's, for rows */
    struct build build;
    char *flag;                 /* NULL, or what the teacher should look at: no points */
    char *errors;               /* what the first run that said something said on standard
                                   error; or "" */
    char *errors_scenario;      /* the name of its scenario */
    double points;
    int points_most;
    struct mark *marks;
    int mark_count;
    struct recording *logs;     /* of the runs to keep: the first of each scenario */
    int log_count;
    double seconds;             /* that judging took, by the wall clock */
};

struct judging {
    bool follow_links;
    bool same_inputs;           /* for everybody, by `seed`; else by what was handed in */
    uint64_t seed;
    int schedules;              /* more than the exercise asks for; 0: as it asks */
};

/* Judge one file.  False with `error` only if we ourselves failed: what is wrong with
 * the submission is in the verdict. */
bool verdict_make(struct verdict *verdict, struct workshop *shop, const char *file,
                  const struct judging *how, char *error);
void verdict_done(struct verdict *verdict);
bool verdict_full(const struct verdict *verdict);       /* full marks? */
const struct mark *verdict_first_failed(const struct verdict *verdict);     /* or NULL */

/* checks_sound.c: do the names in the exercise's checks mean something?  False with a
 * sentence in `error`. */
bool checks_sound(const struct workshop *shop, char *error);

/* mark.c: what went wrong, where it is not what the check looks at. */
struct fault {
    const char *title, *wanted, *advice;
};
extern const struct fault fault_ended, fault_lent;
/* The check failed in this run, for what was seen (taken over); only the first is kept.
 * fault NULL: by its own test. */
void mark_fail(struct mark *mark, struct run *run, const struct fault *fault, char *seen);
void mark_done(struct mark *mark);

/* compare.c: the learner's lanes over the wanted ones, the first difference marked.
 * Allocated. */
char *compare_runs(const struct run *mine, const struct run *wanted, bool ascii,
                   bool color);

#endif
