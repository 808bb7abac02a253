/* SPDX-License-Identifier: MIT */
/* Bytes in a row: what a stream has received, or has still to send. */
#include "bytes.h"

#include <stdlib.h>
#include <string.h>

#include "report.h"

enum { ROOM_LEAST = 256, ROOM_KEPT = 16384 };

static void grow(struct bytes *bytes, size_t needed)
{
    size_t room = bytes->room ? bytes->room : ROOM_LEAST;

    while (room < needed)
        room *= 2;
    bytes->store = realloc(bytes->store, room);
    if (!bytes->store)
        panic("out of memory: %zu bytes are kept for a stream", bytes->size);
    bytes->room = room;
}

char *bytes_make_room(struct bytes *bytes, size_t size)
{
    if (bytes->head > 0 && bytes->head + bytes->size + size > bytes->room) {
        memmove(bytes->store, bytes->store + bytes->head, bytes->size);
        bytes->head = 0;
    }
    if (bytes->size + size > bytes->room)
        grow(bytes, bytes->size + size);
    return bytes->store + bytes->head + bytes->size;
}

void bytes_add(struct bytes *bytes, const void *data, size_t size)
{
    if (size == 0)
        return;
    memcpy(bytes_make_room(bytes, size), data, size);
    bytes->size += size;
}

void bytes_take(struct bytes *bytes, void *data, size_t size)
{
    if (data && size > 0)
        memcpy(data, bytes_first(bytes), size);
    bytes->head += size;
    bytes->size -= size;
    if (bytes->size > 0)
        return;
    bytes->head = 0;
    if (bytes->room > ROOM_KEPT)
        bytes_free(bytes);
}

void bytes_free(struct bytes *bytes)
{
    free(bytes->store);
    *bytes = (struct bytes){ 0 };
}
