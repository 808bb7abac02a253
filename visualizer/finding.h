/* SPDX-License-Identifier: MIT */
/* What went wrong in a run, or is about to: what the log warns of, and what the model
 * shows by itself, each with its line and its cure. */
#ifndef FINDING_H
#define FINDING_H

#include "model.h"
#include "words.h"

enum finding_kind {
    FINDING_NONE,
    FINDING_BLOCKED,            /* a blocking call while others could have run */
    FINDING_LONG_STEP,          /* the same by computing */
    FINDING_STARVED,            /* ready for long while others had one turn after another */
    FINDING_NEVER_AWAITED,
    FINDING_NEVER_RETRIEVED,
    FINDING_SWALLOWED,
    FINDING_LEFT_BEHIND,
    FINDING_DEADLOCK,
    FINDING_LATE,
    FINDING_MISUSE,
    FINDING_OTHER,
    /* Found by asking why alone. */
    FINDING_HELD_LOCK,          /* a lock is held across a wait */
    FINDING_PLACES,             /* a semaphore has no place left */
    FINDING_FULL,               /* a queue's consumer is slow */
    FINDING_ONE_BY_ONE,         /* awaited one after another */
    FINDING_KINDS
};

struct finding {
    uint64_t time, end;         /* ns; the same, or how long it lasted */
    uint32_t task, place, text; /* names; 0: none */
    uint16_t kind;
    uint32_t victim;            /* the task that had to wait, 0: none */
    uint64_t victims;           /* how many had to */
};

/* In order of time.  Fed as the model grows. */
struct findings {
    struct finding *list;
    uint64_t count, capacity;
    /* how far the model was looked through */
    uint64_t fed, warnings, held;
};

void findings_init(struct findings *findings);
void findings_done(struct findings *findings);
/* Look at what is new in the model; all of it anew if it was taken back. */
void findings_update(struct findings *findings, const struct model *model);

/* "blocked loop", "never awaited" */
const char *finding_name(int kind);
/* One sentence each; NULL: none.  What is bad about it, and what to do. */
const char *finding_says(int kind);
const char *finding_cure(int kind);
/* This one, in a sentence without its line. */
void finding_tell(const struct finding *finding, const struct model *model, char *out,
                  int size);
/* Its line: as it was logged, as its text tells, or where its task stood; false: none. */
bool finding_place(const struct finding *finding, const struct model *model, char *out,
                   int size);
/* From LOG_WARN_... */
int finding_of(uint16_t warning);

#endif
