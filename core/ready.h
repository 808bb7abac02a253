/* SPDX-License-Identifier: MIT */
/* The ready queue: what runs next, first in, first out.  An entry is embedded in
 * whatever wants a turn. */
#ifndef READY_H
#define READY_H

#include <stddef.h>
#include <stdint.h>

struct ready {
    struct ready *next;
    void (*run)(struct ready *entry);   /* NULL: a task takes a step */
};

/* Kept out of the way of the hot path. */
#define COLD __attribute__((cold, noinline))
#define CONTAINER_OF(pointer, type, member) \
    ((type *)((char *)(pointer) - offsetof(type, member)))

#endif
