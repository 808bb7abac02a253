/* SPDX-License-Identifier: MIT */
/* Bytes in a row: added at the end, taken from the front. */
#ifndef BYTES_H
#define BYTES_H

#include <stddef.h>

struct bytes {
    char *store;
    size_t head, size, room;            /* they are store[head] to store[head + size] */
};

static inline const char *bytes_first(const struct bytes *bytes)
{
    return bytes->store + bytes->head;
}
/* Room for so many more; returns where they belong.  bytes_added() then says how many
 * have come. */
char *bytes_make_room(struct bytes *bytes, size_t size);
static inline void bytes_added(struct bytes *bytes, size_t size)
{
    bytes->size += size;
}
void bytes_add(struct bytes *bytes, const void *data, size_t size);
/* The first ones go: into `data`, unless it is NULL. */
void bytes_take(struct bytes *bytes, void *data, size_t size);
void bytes_free(struct bytes *bytes);

#endif
