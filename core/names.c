/* SPDX-License-Identifier: MIT */
/* A hash table from text to number, open addressing. */
#define _GNU_SOURCE
#include "names.h"

#include <stdlib.h>
#include <string.h>

#include "report.h"

struct name { char *text; uint32_t hash, number; };

static struct name *table;
static uint32_t used, capacity;
struct names_literal names_literals[NAMES_LITERALS];

/* FNV-1a, see http://www.isthe.com/chongo/tech/comp/fnv/. */
static uint32_t hash_of(const char *text)
{
    uint32_t hash = 2166136261u;

    for (; *text; text++)
        hash = (hash ^ (unsigned char)*text) * 16777619u;
    return hash;
}

static struct name *find(const char *text, uint32_t hash)
{
    uint32_t i = hash & (capacity - 1);

    while (table[i].text && (table[i].hash != hash || strcmp(table[i].text, text) != 0))
        i = (i + 1) & (capacity - 1);
    return &table[i];
}

static void grow(void)
{
    struct name *old = table;
    uint32_t old_capacity = capacity;

    capacity = capacity ? capacity * 2 : 256;
    table = calloc(capacity, sizeof *table);
    if (!table)
        panic("out of memory for %u names", used);
    for (uint32_t i = 0; i < old_capacity; i++)
        if (old[i].text)
            *find(old[i].text, old[i].hash) = old[i];
    free(old);
}

uint32_t names_number(const char *text, bool *is_new)
{
    uint32_t hash = hash_of(text);

    if (used * 2 >= capacity)
        grow();
    struct name *name = find(text, hash);
    *is_new = !name->text;
    if (*is_new) {
        name->text = strdup(text);
        if (!name->text)
            panic("out of memory for the name \"%s\"", text);
        name->hash = hash;
        name->number = ++used;
    }
    return name->number;
}

uint32_t names_new_literal(const char *text, bool *is_new)
{
    struct names_literal *slot =
        &names_literals[((uintptr_t)text >> 3) % NAMES_LITERALS];

    slot->number = names_number(text, is_new);
    slot->text = text;
    return slot->number;
}

void names_free_all(void)
{
    for (uint32_t i = 0; i < capacity; i++)
        free(table[i].text);
    free(table);
    table = NULL;
    used = capacity = 0;
    memset(names_literals, 0, sizeof names_literals);
}
