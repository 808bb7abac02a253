/* SPDX-License-Identifier: MIT */
/* The timer heap: 4-ary (D. B. Johnson, "Priority queues with update", 1975). */
#include "timer.h"

#include <stdlib.h>

#include "report.h"

struct entry {
    int64_t when;
    uint64_t sequence;
    struct timer *timer;
};

static struct entry *heap;              /* heap[0] is the earliest */
static uint32_t count, capacity;
static uint64_t sequence;

int64_t timer_earliest = TIMER_NEVER;

static bool before(const struct entry *a, const struct entry *b)
{
    return a->when != b->when ? a->when < b->when : a->sequence < b->sequence;
}

static void put(uint32_t i, const struct entry *entry)
{
    heap[i] = *entry;
    heap[i].timer->index = i + 1;
}

static void sift_up(uint32_t i, struct entry entry)
{
    while (i > 0) {
        uint32_t parent = (i - 1) / 4;
        if (!before(&entry, &heap[parent]))
            break;
        put(i, &heap[parent]);
        i = parent;
    }
    put(i, &entry);
}

static uint32_t earliest_child(uint32_t i)
{
    uint32_t first = i * 4 + 1, best = first;
    uint32_t end = first + 4 < count ? first + 4 : count;

    for (uint32_t child = first + 1; child < end; child++)
        if (before(&heap[child], &heap[best]))
            best = child;
    return best;
}

static void sift_down(uint32_t i, struct entry entry)
{
    while (i * 4 + 1 < count) {
        uint32_t child = earliest_child(i);
        if (!before(&heap[child], &entry))
            break;
        put(i, &heap[child]);
        i = child;
    }
    put(i, &entry);
}

static void note_earliest(void)
{
    timer_earliest = count > 0 ? heap[0].when : TIMER_NEVER;
}

void timer_set(struct timer *timer, int64_t when)
{
    if (count == capacity) {
        capacity = capacity ? capacity + capacity / 2 : 64;
        heap = realloc(heap, capacity * sizeof *heap);
        if (!heap)
            panic("out of memory for %u timers", count);
    }
    sift_up(count++, (struct entry){ when, ++sequence, timer });
    note_earliest();
}

static void take_out(uint32_t i)
{
    struct entry last = heap[--count];

    heap[i].timer->index = 0;
    if (i < count) {
        if (i > 0 && before(&last, &heap[(i - 1) / 4]))
            sift_up(i, last);
        else
            sift_down(i, last);
    }
    note_earliest();
}

void timer_cancel(struct timer *timer)
{
    if (timer->index)
        take_out(timer->index - 1);
}

int64_t timer_when(const struct timer *timer)
{
    return heap[timer->index - 1].when;
}

struct timer *timer_take_due(int64_t now, int64_t *when)
{
    if (timer_earliest > now || count == 0)
        return NULL;
    struct timer *timer = heap[0].timer;
    *when = heap[0].when;
    take_out(0);
    return timer;
}

void timer_free_all(void)
{
    while (count > 0)
        heap[--count].timer->index = 0;
    free(heap);
    heap = NULL;
    capacity = 0;
    note_earliest();
}
