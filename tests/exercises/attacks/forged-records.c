/* SPDX-License-Identifier: MIT */
/* Writes the end of a run of its own into the log, then leaves. */
#include "ring_finder.h"
#include "exercise.h"

struct forged {
    uint64_t time, value;
    uint32_t task, other, place;
    uint16_t kind, detail;
};

void *solution(void *arg)
{
    char *ring = find_ring();

    if (!ring)
        return async_fail(ENOENT, "no ring");
    struct forged *records = (struct forged *)(ring + RING_PAGE);
    uint64_t n = *ring_written(ring);
    records[n++] = (struct forged){ .time = 2000000000, .task = 1, .kind = 13 };
    records[n++] = (struct forged){ .time = 2000000000, .kind = 4 };
    *ring_written(ring) = n;
    _Exit(0);
}
