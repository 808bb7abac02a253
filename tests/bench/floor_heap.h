/* SPDX-License-Identifier: MIT */
/* The floor's clock that never waits: a heap of four children a node, first in, first
 * out for equal times. */
#ifndef FLOOR_HEAP_H
#define FLOOR_HEAP_H

#include <stdbool.h>
#include <stdint.h>

struct task;

struct entry {
    int64_t when;
    uint64_t order;
    struct task *task;
};

static struct entry heap[100001];
static int heap_size;

static inline bool before(const struct entry *a, const struct entry *b)
{
    return a->when < b->when || (a->when == b->when && a->order < b->order);
}

static inline void push(struct entry entry)
{
    int at = heap_size++;

    for (int up; at > 0; at = up) {
        up = (at - 1) / 4;
        if (!before(&entry, &heap[up]))
            break;
        heap[at] = heap[up];
    }
    heap[at] = entry;
}

static inline struct entry pop(void)
{
    struct entry first = heap[0], last = heap[--heap_size];
    int at = 0;

    for (;;) {
        int least = 4 * at + 1, end = least + 4;

        if (least >= heap_size)
            break;
        if (end > heap_size)
            end = heap_size;
        for (int child = least + 1; child < end; child++) {
            if (before(&heap[child], &heap[least]))
                least = child;
        }
        if (!before(&heap[least], &last))
            break;
        heap[at] = heap[least];
        at = least;
    }
    heap[at] = last;
    return first;
}

#endif
