/* SPDX-License-Identifier: MIT */
/* Memory shared with children by an inherited descriptor.  Where the system can,
 * it is sealed: a child can neither shrink it under our feet nor, if it is only
 * to be read, map it for writing. */
#ifndef SHARED_H
#define SHARED_H

#include <stdbool.h>
#include <stddef.h>

enum shared_writers { SHARED_WE_WRITE, SHARED_BOTH_WRITE };

struct shared {
    void *memory;           /* NULL: not open; starts as zeros */
    size_t size;
    int fd;                 /* for the child; close-on-exec until the launcher says */
};

/* False with a sentence in `error` (capacity bytes). */
bool shared_open(struct shared *shared, const char *name, size_t size,
                 enum shared_writers writers, char *error, int capacity);
void shared_close(struct shared *shared);

/* The same descriptor under a number above standard error's, close-on-exec: so that
 * a child can have its 0, 1 and 2 even if ours were closed.  Takes fd; -1 stays -1. */
int shared_above_stdio(int fd);

#endif
