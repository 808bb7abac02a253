/* SPDX-License-Identifier: MIT */
/* Why did this task not run then?  The chain of causes in words, with times and lines,
 * and the cure where there is one.  Pure: it reads the model alone. */
#ifndef WHY_H
#define WHY_H

#include "finding.h"
#include "model.h"

enum { WHY_LINES = 12, WHY_TEXT = 200, WHY_PLACE = 96 };

struct why_line {
    uint64_t time;              /* ns */
    char text[WHY_TEXT];
    char strong[WORDS_DURATION];        /* the end of the sentence: "156 ms"; may be "" */
    char place[WHY_PLACE];      /* "photo.c:48"; may be "" */
    bool bad;                   /* strong is what went wrong */
};

struct why {
    const struct lane *lane;    /* who is asked about */
    uint64_t now;               /* the moment that is asked about, or the last that is known */
    uint64_t begin, end;        /* the gap; end: LOG_NEVER if it lasts */
    char question[WHY_TEXT];
    struct why_line lines[WHY_LINES];
    int count;
    int kind;                   /* enum finding_kind; FINDING_NONE: all is well */
    const char *says, *cure;    /* of that kind; NULL: none */
};

/* About the gap of the lane that covers `time`, or the last one before it. */
void why_make(struct why *why, const struct model *model, const struct lane *lane,
              uint64_t time);
/* The lane that is worth the question when nobody was chosen, and a moment in its gap,
 * not after *time; NULL: there is none. */
const struct lane *why_whom(const struct model *model, uint64_t *time);

#endif
