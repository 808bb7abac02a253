/* SPDX-License-Identifier: MIT */
/* Lanes filtered, ordered and folded. */
#define _GNU_SOURCE
#include "rows.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "grow.h"
#include "rows_inside.h"

enum {
    MANY = 20,                  /* with more lanes than these, */
    ALIKE = 10                  /* so many of one name or more are folded */
};

void rows_done(struct rows *rows)
{
    free(rows->order);
    free(rows->rows);
    free(rows->groups);
    free(rows->group_of);
    free(rows->table);
    *rows = (struct rows){0};
}

/* ---- States -------------------------------------------------------------- */

enum paint_look rows_state(const struct lane *lane, uint64_t now)
{
    if (!lane)
        return PAINT_EMPTY;
    if (lane->done)
        return lane->outcome == LOG_RETURNED ? PAINT_DONE :
               lane->outcome == LOG_CANCELLED ? PAINT_CANCELLED : PAINT_FAILED;
    return lane->count && lane->ended == LOG_NEVER
               ? (enum paint_look)span_part(&lane->spans[lane->count - 1], now).state
               : PAINT_EMPTY;
}

static enum paint_look state_of(const struct roster *roster, const struct track *track,
                                uint64_t lane)
{
    return rows_state(seating_lane(&track->seating, roster, &track->model, lane),
                      track->model.now);
}

bool rows_match(const struct view *view, const struct roster *roster, uint64_t lane)
{
    return strcasestr(roster->names[lane], view->text) != NULL;
}

/* ---- Order --------------------------------------------------------------- */

/* Rows of the roster that are kept, in the order of their states. */
static void order_by_state(struct rows *rows, const struct roster *roster,
                           const struct track *track)
{
    static const enum paint_look ranks[] = {
        PAINT_RUNNING, PAINT_BLOCKED, PAINT_READY, PAINT_WAITING, PAINT_SLEEPING, PAINT_FREE,
        PAINT_FAILED, PAINT_CANCELLED, PAINT_DONE, PAINT_EMPTY};
    uint64_t none = 0, n = rows->kept, put = 0;
    uint64_t *before = grow(NULL, &none, n + 1, sizeof *before);
    uint8_t *states = malloc(n + 1);

    memcpy(before, rows->order, n * sizeof *before);
    for (uint64_t i = 0; states && i < n; i++)
        states[i] = (uint8_t)state_of(roster, track, before[i]);
    for (unsigned rank = 0; states && rank < sizeof ranks / sizeof *ranks; rank++)
        for (uint64_t i = 0; i < n; i++)
            if (states[i] == ranks[rank])
                rows->order[put++] = before[i];
    free(states);
    free(before);
}

/* ---- Folding ------------------------------------------------------------- */

/* How many of each group are kept, then where its members begin. */
struct fold {
    uint64_t count, next;
    bool is;
};

static uint32_t group_of(const struct rows *rows, const struct view *view,
                         const struct roster *roster, const struct track *track, uint64_t lane)
{
    return view->fold == FOLD_STATES ? (uint32_t)state_of(roster, track, lane)
                                     : rows->group_of[lane];
}

static bool is_fold(const struct rows *rows, const struct view *view, uint32_t group,
                    uint64_t count)
{
    if (view->fold == FOLD_STATES)
        return !(rows->open_states >> group & 1);
    return view->fold == FOLD_NAMES && !rows->groups[group].open && count >= ALIKE &&
           rows->kept > MANY;
}

static void add_row(struct rows *rows, uint64_t first, uint32_t group, bool fold)
{
    rows->rows = grow(rows->rows, &rows->room, rows->count + 1, sizeof *rows->rows);
    rows->rows[rows->count++] =
        (struct row){.first = first, .count = 1, .group = group, .fold = fold};
    rows->folds += fold;
}

/* A fold stands where its first member would; its members go there with it. */
static void gather(struct rows *rows, struct fold *folds, const uint32_t *groups,
                   const uint64_t *before)
{
    uint64_t put = 0;

    for (uint64_t i = 0; i < rows->kept; i++) {
        struct fold *fold = &folds[groups[i]];

        if (!fold->is) {
            add_row(rows, put, groups[i], false);
            rows->order[put++] = before[i];
            continue;
        }
        if (fold->next == VIEW_NONE) {
            fold->next = put;
            put += fold->count;
            add_row(rows, fold->next, groups[i], true);
            rows->rows[rows->count - 1].count = fold->count;
        }
        rows->order[fold->next++] = before[i];
    }
}

static void fold_rows(struct rows *rows, const struct view *view, const struct roster *roster,
                      const struct track *track)
{
    uint64_t groups = view->fold == FOLD_STATES ? PAINT_LOOKS : rows->group_count;
    uint64_t none = 0, room = 0, others = 0;
    struct fold *folds = grow(NULL, &none, groups + 1, sizeof *folds);
    uint32_t *of = grow(NULL, &room, rows->kept + 1, sizeof *of);
    uint64_t *before = grow(NULL, &others, rows->kept + 1, sizeof *before);

    memset(folds, 0, (groups + 1) * sizeof *folds);
    memcpy(before, rows->order, rows->kept * sizeof *before);
    for (uint64_t i = 0; i < rows->kept; i++) {
        of[i] = group_of(rows, view, roster, track, before[i]);
        folds[of[i]].count++;
    }
    for (uint64_t i = 0; i < groups; i++) {
        folds[i].is = is_fold(rows, view, (uint32_t)i, folds[i].count);
        folds[i].next = VIEW_NONE;
    }
    gather(rows, folds, of, before);
    free(folds);
    free(of);
    free(before);
}

/* ---- All of it ----------------------------------------------------------- */

static void keep_rows(struct rows *rows, const struct view *view, const struct roster *roster)
{
    rows->order = grow(rows->order, &rows->order_room, roster->count + 1,
                       sizeof *rows->order);
    rows->kept = rows->hidden = 0;
    for (uint64_t i = 0; i < roster->count; i++)
        if (view->all || !view->text[0] || rows_match(view, roster, i))
            rows->order[rows->kept++] = i;
    rows->hidden = roster->count - rows->kept;
}

/* Is it made of the same things as before?  Notes what it is made of now. */
static bool same(struct rows *rows, const struct view *view, const struct roster *roster,
                 const struct track *track)
{
    bool states = view->order == ORDER_STATE || view->fold == FOLD_STATES;
    uint64_t now[6] = {roster->count + 1, view->changes, view->fold, view->order,
                       view->order == ORDER_TREE ? track->seating.seated : 0,
                       states ? track->model.fed : 0};
    bool is = memcmp(now, rows->made_of, sizeof now) == 0;

    memcpy(rows->made_of, now, sizeof now);
    return is;
}

void rows_update(struct rows *rows, const struct view *view, const struct roster *roster,
                 const struct track *track)
{
    if (same(rows, view, roster, track))
        return;
    rows_name_groups(rows, roster);
    keep_rows(rows, view, roster);
    rows->count = rows->folds = 0;
    if (view->order == ORDER_TREE)
        rows_order_tree(rows, roster, track);
    else if (view->order == ORDER_STATE)
        order_by_state(rows, roster, track);
    fold_rows(rows, view, roster, track);
    if (view->order == ORDER_TREE)
        rows_tell_depth(rows, roster, track);
}

uint64_t rows_find(const struct rows *rows, uint64_t lane)
{
    for (uint64_t i = 0; i < rows->count; i++)
        for (uint64_t j = 0; j < rows->rows[i].count; j++)
            if (rows->order[rows->rows[i].first + j] == lane)
                return i;
    return VIEW_NONE;
}

void rows_toggle(struct rows *rows, struct view *view, uint64_t row)
{
    const struct row *at = &rows->rows[row];

    if (view->fold == FOLD_STATES)
        rows->open_states ^= 1U << at->group;
    else if (view->fold == FOLD_NAMES)
        rows->groups[at->group].open = at->fold;
    view->changes++;
}

void rows_label(char out[ROWS_LABEL], const struct rows *rows, const struct view *view,
                const struct roster *roster, uint64_t row)
{
    const struct row *at = &rows->rows[row];
    const char *name = roster->names[rows->order[at->first]];

    if (!at->fold)
        snprintf(out, ROWS_LABEL, "%*s%s", at->depth > 1 ? 2 * (at->depth - 1) : 0, "", name);
    else if (view->fold == FOLD_STATES)
        snprintf(out, ROWS_LABEL, "%s", at->group == PAINT_EMPTY ? "to come"
                                        : paint_word((enum paint_look)at->group));
    else
        rows_group_label(out, rows, roster, at);
}
