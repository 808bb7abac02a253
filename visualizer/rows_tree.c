/* SPDX-License-Identifier: MIT */
/* Lanes as a tree: each under the one that created it. */
#include <stdlib.h>
#include <string.h>

#include "grow.h"
#include "rows_inside.h"

enum { DEEPEST = 9 };

/* By number of a lane; numbers are one more than they are, 0: none. */
struct node {
    uint64_t parent, child, last_child, sibling;
    uint64_t row;               /* of the roster */
};

static struct node *grow_tree(const struct roster *roster, const struct track *track)
{
    const struct model *model = &track->model;
    uint64_t none = 0, n = model->lane_count;
    struct node *nodes = grow(NULL, &none, n + 1, sizeof *nodes);

    memset(nodes, 0, (n + 1) * sizeof *nodes);
    for (uint64_t row = 0; row < track->seating.rows && row < roster->count; row++)
        if (track->seating.lane_in[row] && !roster->threads[row])
            nodes[track->seating.lane_in[row]].row = row + 1;
    for (uint64_t i = 0; i < n; i++) {
        const struct lane *creator = model_lane(model, model->lanes[i].creator);
        uint64_t parent = creator ? (uint64_t)(creator - model->lanes) + 1 : 0;
        struct node *above = &nodes[parent > i ? 0 : parent];   /* 0: of the roots */

        nodes[i + 1].parent = (uint64_t)(above - nodes);
        if (above->last_child)
            nodes[above->last_child].sibling = i + 1;
        else
            above->child = i + 1;
        above->last_child = i + 1;
    }
    return nodes;
}

void rows_order_tree(struct rows *rows, const struct roster *roster, const struct track *track)
{
    struct node *nodes = grow_tree(roster, track);
    bool *kept = calloc(roster->count + 1, sizeof *kept);
    uint64_t at = nodes[0].child, put = 0, n = rows->kept;

    for (uint64_t i = 0; kept && i < n; i++)
        kept[rows->order[i]] = true;
    while (kept && at) {
        uint64_t row = nodes[at].row;

        if (row && kept[row - 1]) {
            rows->order[put++] = row - 1;
            kept[row - 1] = false;
        }
        if (nodes[at].child) {
            at = nodes[at].child;
            continue;
        }
        while (at && !nodes[at].sibling)
            at = nodes[at].parent;
        at = at ? nodes[at].sibling : 0;
    }
    for (uint64_t row = 0; kept && row < roster->count; row++)
        if (kept[row])
            rows->order[put++] = row;
    free(kept);
    free(nodes);
}

void rows_tell_depth(struct rows *rows, const struct roster *roster, const struct track *track)
{
    for (uint64_t i = 0; i < rows->count; i++) {
        const struct lane *lane = seating_lane(&track->seating, roster, &track->model,
                                               rows->order[rows->rows[i].first]);
        uint8_t depth = 0;

        while (lane && lane->creator && depth < DEEPEST) {
            lane = model_lane(&track->model, lane->creator);
            depth++;
        }
        rows->rows[i].depth = depth;
    }
}
