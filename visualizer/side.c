/* SPDX-License-Identifier: MIT */
/* What runs are called. */
#include "side.h"

#include <stddef.h>

const char *side_label(const struct recording *log, int n)
{
    if (n < 2)
        return NULL;
    return log->header.flags & LOG_SYNCHRONOUS ? SIDE_SYNC_LABEL : SIDE_ASYNC_LABEL;
}
