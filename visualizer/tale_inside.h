/* SPDX-License-Identifier: MIT */
/* What the files of the story share among themselves: records become turns (what a task
 * did while it had the thread), turns sentences, sentences instants. */
#ifndef TALE_INSIDE_H
#define TALE_INSIDE_H

#include "page.h"
#include "tale.h"
#include "waits.h"

enum {
    TALE_SENTENCE = 700,
    TALE_CLAUSES = 6,           /* of a turn; more are counted */
    TALE_CLAUSE = 300,
    TALE_NAMES = 3,             /* called by name; more are counted */
    TALE_SENTENCES = 24,        /* of an instant; more are counted */
    TALE_INSTANTS = 200,        /* told; more are counted */
    TALE_PERIODS = 4            /* instants that may take turns in repeating */
};

/* "Task1, Task2 and 97 others", "99 tasks called Task" */
struct names {
    char shown[TALE_NAMES][WAITS_NAME];
    uint64_t count;
    bool same;                  /* all have one name */
};
void names_clear(struct names *names);
void names_add(struct names *names, const char *name);
const char *names_say(char out[TALE_CLAUSE], const struct names *names);

/* tale_records.c: one side. */
void tale_tell(struct page *page, const struct side *side, const struct recording *log);

/* ---- tale_page.c: sentences of an instant, and instants that repeat ------------- */

struct instant {
    uint64_t time;
    uint64_t sentences;         /* of which the first ones are kept */
    char *text;                 /* lines */
    uint64_t size, capacity;
};

struct telling {
    struct page *page;
    struct instant instant;
    uint64_t told;              /* instants */
    uint64_t hashes[TALE_PERIODS];      /* of the last instants, as they differ */
    uint64_t seen;
    int period;                 /* more than 0: repeating */
    uint64_t repeated, last;    /* instants since; when the last of them was */
    struct instant held;        /* the first of them: alone, it is told after all */
    uint64_t latest;            /* when the last sentence was said */
    uint64_t untold;            /* sentences of instants that were too many */
};

void telling_init(struct telling *telling, struct page *page);
void telling_done(struct telling *telling);
/* A sentence at this time; instants are as far apart as the caller makes them. */
void telling_say(struct telling *telling, uint64_t time, const char *sentence);
/* Put what is still held back. */
void telling_flush(struct telling *telling);

/* ---- tale_turn.c: what one task did ----------------------------------------------- */

struct turn {
    uint32_t task;              /* 0: none */
    bool goes_on;               /* it had the thread before */
    int clauses;
    uint64_t dropped;
    char clause[TALE_CLAUSES][TALE_CLAUSE];
    const char *verb;           /* of the clause that still grows; NULL: none */
    struct names names;         /* its objects */
};

/* Turns that are alike are one sentence. */
struct likes {
    char predicate[TALE_SENTENCE];      /* \1 stands for the name of who did it */
    char first[WAITS_NAME];
    struct names who;           /* those after the first one */
    uint64_t turns, time;
    uint64_t *seen;             /* by lane: the group that it was in last */
    uint64_t lanes, group;
};

void turn_begin(struct turn *turn, uint32_t task, bool goes_on);
void turn_add(struct turn *turn, const char *clause);
/* "creates Task1, Task2": objects of one verb are gathered. */
void turn_add_object(struct turn *turn, const char *verb, const char *object);
/* The turn is over: "runs, creates Task1 and sleeps until 2.0 s". */
void turn_end(struct turn *turn, struct likes *likes, struct telling *telling,
              const char *name, uint64_t lane, uint64_t time);
/* Say the turns that were alike so far. */
void likes_flush(struct likes *likes, struct telling *telling);

#endif
