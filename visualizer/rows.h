/* SPDX-License-Identifier: MIT */
/* Which lanes are shown, in which order, and which of them share a row: a fold.  Made
 * from what the viewer chose, and only anew when something of that has changed. */
#ifndef ROWS_H
#define ROWS_H

#include "paint.h"
#include "track.h"
#include "view.h"

struct row {
    uint64_t first, count;      /* of rows->order; 1: a lane of its own */
    uint32_t group;
    uint8_t depth;              /* how far from the root, in the order of a tree */
    bool fold;
};

struct rows_group;

struct rows {
    uint64_t *order;            /* rows of the roster; those of a fold side by side */
    uint64_t kept, order_room;
    struct row *rows;
    uint64_t count, room;
    uint64_t hidden;            /* lanes that have not the text */
    uint64_t folds;             /* rows that are folds */
    struct rows_group *groups;  /* by name */
    uint64_t group_count, group_room;
    uint32_t *group_of;         /* by row of the roster */
    uint64_t named, named_room;
    uint32_t *table;            /* by hash of the name: group + 1 */
    uint64_t table_size;
    unsigned open_states;       /* bits by enum paint_look */
    uint64_t made_of[6];        /* see rows_update() */
};

/* All zeros is empty. */
void rows_done(struct rows *rows);
/* States are those of the track: in a race, the one told last. */
void rows_update(struct rows *rows, const struct view *view, const struct roster *roster,
                 const struct track *track);
/* The row that shows a row of the roster; VIEW_NONE. */
uint64_t rows_find(const struct rows *rows, uint64_t lane);
/* Open the fold, or close the one that this lane came from. */
void rows_toggle(struct rows *rows, struct view *view, uint64_t row);

enum { ROWS_LABEL = 160 };
/* "main", "download 1..1000", "sleeps". */
void rows_label(char out[ROWS_LABEL], const struct rows *rows, const struct view *view,
                const struct roster *roster, uint64_t row);
/* Whether a lane of the roster has the text that is searched for. */
bool rows_match(const struct view *view, const struct roster *roster, uint64_t lane);
/* The state that a lane is in now, or its mark; PAINT_EMPTY: not there yet. */
enum paint_look rows_state(const struct lane *lane, uint64_t now);

#endif
