/* SPDX-License-Identifier: MIT */
/* One scenario that was run, as checks and feedback see it. */
#ifndef GRADER_RUN_H
#define GRADER_RUN_H

#include "checking.h"
#include "draw.h"
#include "exercise_folder.h"
#include "recording.h"

enum { SEEN = 500 };

struct sighting {
    bool any;
    double seconds;             /* < 0: no time */
    uint32_t task;              /* 0: none */
    char text[SEEN];
    const char *advice;         /* in place of the check's; NULL: that; "": none */
    int hint;                   /* the same; 0: the check's */
};

/* A printed line: what was printed up to a line's end, by whom ended it. */
struct line {
    uint64_t time;
    uint32_t task;
    const char *text;
};

struct run {
    const struct scenario *scenario;
    const struct inputs *inputs;
    uint64_t schedule;          /* 0: first in, first out */
    struct recording log;
    struct model model;
    char *trouble;              /* NULL, or why it cannot be judged, in a sentence */
    bool stuck;                 /* the runtime ended it: all wait for each other */
    int signal;                 /* that it crashed by; 0: none */
    char *flag;                 /* NULL, or why a teacher should look at it */
    char *errors;               /* what it wrote to standard error; may be "" */
    struct sighting sighting;   /* by the predicate tried last */
    /* The solution's run on the same inputs is made when somebody asks for it. */
    struct run *solution;
    struct run *(*solve)(struct run *run, void *arg);
    void *solve_arg;
    struct line *lines;
    int line_count;
    bool lines_cut;             /* they were made from the prints */
    struct made *made;          /* memory that lives as long as the run */
};

void run_init(struct run *run, const struct scenario *scenario,
              const struct inputs *inputs);
/* Take over a log (moved) and build its model. */
void run_take(struct run *run, struct recording *log);
void run_done(struct run *run);     /* its solution's too */

/* Zeroed memory of the run. */
void *run_make(struct run *run, size_t size);
/* The runtime's report that a task used what lay on a stack that had gone; or NULL. */
const char *run_lent(const struct run *run);
/* The runtime's last words before it ended the program, but for a deadlock; or NULL. */
const char *run_last_words(const struct run *run);
const struct line *run_lines(struct run *run, int *count);

#endif
