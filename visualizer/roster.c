/* SPDX-License-Identifier: MIT */
/* Rows for lanes. */
#define _POSIX_C_SOURCE 200809L
#include "roster.h"

#include <stdlib.h>
#include <string.h>

#include "grow.h"

enum { SEARCHED = 256 };        /* rows looked through for a name */

void roster_init(struct roster *roster)
{
    *roster = (struct roster){NULL, 0, 0};
}

void roster_done(struct roster *roster)
{
    for (uint64_t i = 0; i < roster->count; i++)
        free(roster->names[i]);
    free(roster->names);
    roster_init(roster);
}

void roster_expect(struct roster *roster, const char *name)
{
    uint64_t room = 0;
    char *copy = grow(NULL, &room, strlen(name) + 1, 1);

    strcpy(copy, name);
    roster->names = grow(roster->names, &roster->capacity, roster->count + 1,
                         sizeof *roster->names);
    roster->names[roster->count++] = copy;
}

void seating_init(struct seating *seating)
{
    *seating = (struct seating){NULL, 0, 0, 0};
}

void seating_done(struct seating *seating)
{
    free(seating->lane_in);
    seating_init(seating);
}

void seating_clear(struct seating *seating)
{
    seating->seated = 0;
    seating->rows = 0;
}

static void make_rows(struct seating *seating, uint64_t rows)
{
    seating->lane_in = grow(seating->lane_in, &seating->capacity, rows,
                            sizeof *seating->lane_in);
    for (; seating->rows < rows; seating->rows++)
        seating->lane_in[seating->rows] = 0;
}

static bool is_free(const struct seating *seating, const struct roster *roster,
                    uint64_t row, const char *name)
{
    return row < roster->count && !seating->lane_in[row] &&
           strcmp(roster->names[row], name) == 0;
}

/* Its own place in the order first: that is where the other side has it. */
static uint64_t find_row(const struct seating *seating, struct roster *roster,
                         uint64_t lane, const char *name)
{
    if (is_free(seating, roster, lane, name))
        return lane;
    for (uint64_t row = 0; row < roster->count && row < SEARCHED; row++)
        if (is_free(seating, roster, row, name))
            return row;
    roster_expect(roster, name);
    return roster->count - 1;
}

void seating_update(struct seating *seating, struct roster *roster,
                    const struct model *model)
{
    if (seating->seated == model->lane_count)
        return;
    make_rows(seating, roster->count);
    for (; seating->seated < model->lane_count; seating->seated++) {
        uint64_t lane = seating->seated;
        uint64_t row = find_row(seating, roster, lane,
                                model_name(model, model->lanes[lane].name));

        make_rows(seating, roster->count);
        seating->lane_in[row] = lane + 1;
    }
}

const struct lane *seating_lane(const struct seating *seating, const struct model *model,
                                uint64_t row)
{
    if (row >= seating->rows || !seating->lane_in[row])
        return NULL;
    return &model->lanes[seating->lane_in[row] - 1];
}
