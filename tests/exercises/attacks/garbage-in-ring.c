/* SPDX-License-Identifier: MIT */
/* Scribbles over the event log. */
#include "ring_finder.h"
#include "good.h"

void *solution(void *arg)
{
    char *ring = find_ring();

    if (!ring)
        return async_fail(ENOENT, "no ring");
    memset(ring + RING_PAGE, 0xa5, 64 * 32);
    *ring_written(ring) += 40;
    usleep(200000);                     /* it must be seen before it is put right */
    return good_solution();
}
