/* SPDX-License-Identifier: MIT */
/* What a model remembers by number: names, and where each task's lane is.  Numbers
 * come from outside, so memory grows with how many there are, not with how large. */
#ifndef NUMBERED_H
#define NUMBERED_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct index_slot;

/* From a number other than 0 to a number. */
struct index {
    struct index_slot *slots;
    uint64_t used, room;        /* room: a power of two, or 0 */
};

void index_free(struct index *index);
/* False if the key is 0 or already there. */
bool index_add(struct index *index, uint32_t key, uint64_t value);
bool index_find(const struct index *index, uint32_t key, uint64_t *value);
/* Forget all keys whose value is `limit` or more. */
void index_cut(struct index *index, uint64_t limit);

struct numbered {
    struct index index;         /* where a name begins in `bytes` */
    char *bytes;                /* each ends with a NUL */
    uint64_t size, capacity;
};

void numbered_done(struct numbered *names);
/* False if the id is 0 or already has a name. */
bool numbered_add(struct numbered *names, uint32_t id, const char *text, uint64_t length);
/* Forget the names that were given once the names had that size. */
void numbered_cut(struct numbered *names, uint64_t size);
const char *numbered_find(const struct numbered *names, uint32_t id);     /* NULL: none */

#endif
