/* SPDX-License-Identifier: MIT */
/* Takes memory without end. */
#include "good.h"

void *solution(void *arg)
{
    for (;;) {
        char *bytes = malloc(1 << 24);
        if (!bytes)
            return good_solution();
        memset(bytes, 1, 1 << 24);
    }
}
