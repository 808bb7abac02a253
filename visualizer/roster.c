/* SPDX-License-Identifier: MIT */
/* Rows for lanes. */
#define _POSIX_C_SOURCE 200809L
#include "roster.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "grow.h"

enum { SEARCHED = 256 };        /* rows looked through for a name */

void roster_thread_name(char name[ROSTER_THREAD], uint64_t thread)
{
    snprintf(name, ROSTER_THREAD, "thread %llu", (unsigned long long)thread + 1);
}

void roster_init(struct roster *roster)
{
    *roster = (struct roster){.names = NULL};
}

void roster_done(struct roster *roster)
{
    for (uint64_t i = 0; i < roster->count; i++)
        free(roster->names[i]);
    free(roster->names);
    free(roster->threads);
    roster_init(roster);
}

static void add_row(struct roster *roster, const char *name, bool thread)
{
    uint64_t room = 0;
    char *copy = grow(NULL, &room, strlen(name) + 1, 1);

    strcpy(copy, name);
    roster->names = grow(roster->names, &roster->capacity, roster->count + 1,
                         sizeof *roster->names);
    roster->threads = grow(roster->threads, &roster->thread_capacity, roster->count + 1,
                           sizeof *roster->threads);
    roster->threads[roster->count] = thread;
    roster->thread_count += thread;
    roster->names[roster->count++] = copy;
}

void roster_expect(struct roster *roster, const char *name)
{
    add_row(roster, name, false);
}

void seating_init(struct seating *seating)
{
    *seating = (struct seating){.lane_in = NULL};
}

void seating_done(struct seating *seating)
{
    free(seating->lane_in);
    seating_init(seating);
}

void seating_clear(struct seating *seating)
{
    seating->seated = seating->threads_seated = 0;
    seating->rows = seating->full = 0;
}

static void make_rows(struct seating *seating, uint64_t rows)
{
    seating->lane_in = grow(seating->lane_in, &seating->capacity, rows,
                            sizeof *seating->lane_in);
    for (; seating->rows < rows; seating->rows++)
        seating->lane_in[seating->rows] = 0;
}

static bool is_free(const struct seating *seating, const struct roster *roster,
                    uint64_t row, const char *name, bool thread)
{
    return row < roster->count && !seating->lane_in[row] &&
           roster->threads[row] == thread && strcmp(roster->names[row], name) == 0;
}

/* Its own place in the order first: that is where the other side has it. */
static uint64_t find_row(struct seating *seating, struct roster *roster,
                         uint64_t lane, const char *name, bool thread)
{
    if (is_free(seating, roster, lane, name, thread))
        return lane;
    while (seating->full < seating->rows && seating->lane_in[seating->full])
        seating->full++;
    for (uint64_t row = seating->full; row < roster->count && row < SEARCHED; row++)
        if (is_free(seating, roster, row, name, thread))
            return row;
    add_row(roster, name, thread);
    return roster->count - 1;
}

static void seat_threads(struct seating *seating, struct roster *roster,
                         const struct model *model)
{
    char name[ROSTER_THREAD];

    for (; seating->threads_seated < model->pool_count; seating->threads_seated++) {
        uint64_t thread = seating->threads_seated;
        roster_thread_name(name, thread);
        uint64_t row = find_row(seating, roster, thread, name, true);

        make_rows(seating, roster->count);
        seating->lane_in[row] = thread + 1;
    }
}

void seating_update(struct seating *seating, struct roster *roster,
                    const struct model *model)
{
    if (seating->seated == model->lane_count &&
        seating->threads_seated == model->pool_count)
        return;
    make_rows(seating, roster->count);
    for (; seating->seated < model->lane_count; seating->seated++) {
        uint64_t lane = seating->seated;
        uint64_t row = find_row(seating, roster, lane,
                                model_name(model, model->lanes[lane].name), false);

        make_rows(seating, roster->count);
        seating->lane_in[row] = lane + 1;
    }
    seat_threads(seating, roster, model);
}

const struct lane *seating_lane(const struct seating *seating, const struct roster *roster,
                                const struct model *model, uint64_t row)
{
    if (row >= seating->rows || !seating->lane_in[row])
        return NULL;
    uint64_t lane = seating->lane_in[row] - 1;
    return roster->threads[row] ? &model->pool[lane] : &model->lanes[lane];
}
