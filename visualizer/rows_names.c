/* SPDX-License-Identifier: MIT */
/* Lanes with names alike: "download 1", "download 2" are one group. */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "grow.h"
#include "rows_inside.h"

/* Bytes before the number at the end. */
static uint32_t stem(const char *name)
{
    size_t n = strlen(name);

    while (n > 0 && isdigit((unsigned char)name[n - 1]))
        n--;
    return (uint32_t)n;
}

static uint64_t hash_of(const char *name, uint32_t length)
{
    uint64_t hash = UINT64_C(0xcbf29ce484222325);

    for (uint32_t i = 0; i < length; i++)
        hash = (hash ^ (unsigned char)name[i]) * UINT64_C(0x100000001b3);
    return hash ^ hash >> 29;
}

static uint32_t *slot_of(const struct rows *rows, const char *name, uint32_t length)
{
    uint64_t at = hash_of(name, length);

    for (;; at++) {
        uint32_t *slot = &rows->table[at & (rows->table_size - 1)];
        const struct rows_group *group = *slot ? &rows->groups[*slot - 1] : NULL;

        if (!group || (group->length == length && memcmp(group->name, name, length) == 0))
            return slot;
    }
}

static void make_table(struct rows *rows)
{
    uint64_t none = 0;

    if (rows->group_count * 2 < rows->table_size)
        return;
    free(rows->table);
    rows->table_size = rows->table_size ? rows->table_size * 4 : 256;
    rows->table = grow(NULL, &none, rows->table_size, sizeof *rows->table);
    memset(rows->table, 0, rows->table_size * sizeof *rows->table);
    for (uint64_t i = 0; i < rows->group_count; i++)
        *slot_of(rows, rows->groups[i].name, rows->groups[i].length) = (uint32_t)i + 1;
}

static uint32_t group_named(struct rows *rows, const char *name)
{
    uint32_t length = stem(name), *slot;

    make_table(rows);
    slot = slot_of(rows, name, length);
    if (!*slot) {
        rows->groups = grow(rows->groups, &rows->group_room, rows->group_count + 1,
                            sizeof *rows->groups);
        rows->groups[rows->group_count++] =
            (struct rows_group){.name = name, .length = length};
        *slot = (uint32_t)rows->group_count;
    }
    return *slot - 1;
}

void rows_name_groups(struct rows *rows, const struct roster *roster)
{
    rows->group_of = grow(rows->group_of, &rows->named_room, roster->count + 1,
                          sizeof *rows->group_of);
    for (; rows->named < roster->count; rows->named++)
        rows->group_of[rows->named] = group_named(rows, roster->names[rows->named]);
}

void rows_group_label(char out[ROWS_LABEL], const struct rows *rows,
                      const struct roster *roster, const struct row *row)
{
    const char *first = roster->names[rows->order[row->first]];
    const char *last = roster->names[rows->order[row->first + row->count - 1]];
    uint32_t length = stem(first);

    if (first[length] && last[stem(last)])
        snprintf(out, ROWS_LABEL, "%.100s..%.30s", first, last + stem(last));
    else
        snprintf(out, ROWS_LABEL, "%.100s (%llu)", first, (unsigned long long)row->count);
}
