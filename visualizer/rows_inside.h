/* SPDX-License-Identifier: MIT */
/* What the files of the rows share among themselves. */
#ifndef ROWS_INSIDE_H
#define ROWS_INSIDE_H

#include "rows.h"

/* Lanes whose names differ by the number at their end alone. */
struct rows_group {
    const char *name;           /* of its first lane; the roster's */
    uint32_t length;            /* without the number */
    bool open;
};

/* Give each new row of the roster its group. */
void rows_name_groups(struct rows *rows, const struct roster *roster);
void rows_group_label(char out[ROWS_LABEL], const struct rows *rows,
                      const struct roster *roster, const struct row *row);
/* Put what is kept in the order of a tree: who was created by whom. */
void rows_order_tree(struct rows *rows, const struct roster *roster,
                     const struct track *track);
void rows_tell_depth(struct rows *rows, const struct roster *roster,
                     const struct track *track);

#endif
