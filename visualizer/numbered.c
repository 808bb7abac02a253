/* SPDX-License-Identifier: MIT */
/* Names and lanes by number: a hash table with open addressing. */
#include "numbered.h"

#include <stdlib.h>
#include <string.h>

#include "grow.h"

struct index_slot {
    uint32_t key;               /* 0: empty */
    uint32_t unused;
    uint64_t value;
};

static uint64_t mix(uint32_t key)
{
    uint64_t hash = key * UINT64_C(0x9e3779b97f4a7c15);
    return hash ^ hash >> 32;
}

/* The slot with this key, or the empty one where it belongs. */
static struct index_slot *seek(const struct index *index, uint32_t key)
{
    uint64_t mask = index->room - 1, at = mix(key) & mask;
    while (index->slots[at].key && index->slots[at].key != key)
        at = (at + 1) & mask;
    return &index->slots[at];
}

/* Put what has a value below `limit` into a table of that size. */
static void move(struct index *index, uint64_t room, uint64_t limit)
{
    struct index moved = {0};
    moved.slots = grow(NULL, &moved.room, room, sizeof *moved.slots);
    memset(moved.slots, 0, moved.room * sizeof *moved.slots);
    for (uint64_t i = 0; i < index->room; i++) {
        const struct index_slot *slot = &index->slots[i];
        if (!slot->key || slot->value >= limit)
            continue;
        *seek(&moved, slot->key) = *slot;
        moved.used++;
    }
    free(index->slots);
    *index = moved;
}

void index_free(struct index *index)
{
    free(index->slots);
    *index = (struct index){0};
}

bool index_add(struct index *index, uint32_t key, uint64_t value)
{
    if (!key)
        return false;
    if (index->used * 2 >= index->room)
        move(index, index->room ? index->room * 2 : 16, UINT64_MAX);
    struct index_slot *slot = seek(index, key);
    if (slot->key)
        return false;
    *slot = (struct index_slot){.key = key, .value = value};
    index->used++;
    return true;
}

bool index_find(const struct index *index, uint32_t key, uint64_t *value)
{
    if (!key || !index->room)
        return false;
    const struct index_slot *slot = seek(index, key);
    *value = slot->value;
    return slot->key != 0;
}

void index_cut(struct index *index, uint64_t limit)
{
    if (index->room)
        move(index, index->room, limit);
}

void numbered_done(struct numbered *names)
{
    index_free(&names->index);
    free(names->bytes);
    *names = (struct numbered){0};
}

bool numbered_add(struct numbered *names, uint32_t id, const char *text, uint64_t length)
{
    if (!index_add(&names->index, id, names->size))
        return false;
    names->bytes = grow(names->bytes, &names->capacity, names->size + length + 1, 1);
    if (length)
        memcpy(names->bytes + names->size, text, length);
    names->size += length;
    names->bytes[names->size++] = '\0';
    return true;
}

void numbered_cut(struct numbered *names, uint64_t size)
{
    if (size == names->size)
        return;
    index_cut(&names->index, size);
    names->size = size;
}

const char *numbered_find(const struct numbered *names, uint32_t id)
{
    uint64_t at;
    return index_find(&names->index, id, &at) ? names->bytes + at : NULL;
}
