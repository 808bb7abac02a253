/* SPDX-License-Identifier: MIT */
/* Which lane stands in which row.  Rows have names before their lanes exist (told
 * in advance, or seen on the other side of the race), so that labels never jump. */
#ifndef ROSTER_H
#define ROSTER_H

#include <stdbool.h>
#include <stdint.h>

#include "model.h"

struct roster {
    char **names;
    uint64_t count, capacity;
    bool *threads;              /* by row: a pool thread's */
    uint64_t thread_count, thread_capacity;
};

/* The lanes of one model in the rows of a roster. */
struct seating {
    uint64_t *lane_in;          /* by row: the lane's number + 1; 0: none yet */
    uint64_t rows, capacity;
    uint64_t full;              /* all rows before this one are taken */
    uint64_t seated;            /* lanes so far, in order of creation */
    uint64_t threads_seated;    /* of the pool's */
};

/* What the lane of a pool thread, from 0 on, is called: "thread 1", ... */
enum { ROSTER_THREAD = 32 };
void roster_thread_name(char name[ROSTER_THREAD], uint64_t thread);

void roster_init(struct roster *roster);
void roster_done(struct roster *roster);
/* One more row with this name at the end. */
void roster_expect(struct roster *roster, const char *name);

void seating_init(struct seating *seating);
void seating_done(struct seating *seating);
/* Nobody sits: the model was begun anew.  The roster keeps its rows. */
void seating_clear(struct seating *seating);
/* Give each new lane of the model the first free row of its name, or a new one. */
void seating_update(struct seating *seating, struct roster *roster,
                    const struct model *model);
/* The lane in that row, NULL if it is not there yet. */
const struct lane *seating_lane(const struct seating *seating, const struct roster *roster,
                                const struct model *model, uint64_t row);

#endif
