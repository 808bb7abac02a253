/* SPDX-License-Identifier: MIT */
/* Growing arrays by doubling. */
#include "grow.h"

#include <stdio.h>
#include <stdlib.h>

static _Noreturn void out_of_memory(uint64_t items, size_t item)
{
    fprintf(stderr, "interleave: out of memory (%llu items of %zu bytes)\n",
            (unsigned long long)items, item);
    exit(1);
}

void *grow(void *array, uint64_t *capacity, uint64_t needed, size_t item)
{
    if (needed <= *capacity)
        return array;
    uint64_t room = *capacity < 2 ? 4 : *capacity * 2;
    if (room < needed)
        room = needed;
    if (room > PTRDIFF_MAX / item)
        out_of_memory(room, item);
    array = realloc(array, room * item);
    if (!array)
        out_of_memory(room, item);
    *capacity = room;
    return array;
}
