/* SPDX-License-Identifier: MIT */
/* Claims more records than the log can hold. */
#include "ring_finder.h"
#include "good.h"

void *solution(void *arg)
{
    char *ring = find_ring();

    if (!ring)
        return async_fail(ENOENT, "no ring");
    *ring_written(ring) = UINT64_MAX / 2;
    usleep(200000);                     /* it must be seen before it is put right */
    return good_solution();
}
