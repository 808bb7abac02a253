/* SPDX-License-Identifier: MIT */
/* Rings: lists in both directions, whose beginning is a link of its owner's.  So there
 * is always somebody before and behind, and nothing to ask. */
#ifndef LINK_H
#define LINK_H

#include <stdbool.h>

struct link {                           /* embedded in whatever stands in a ring */
    struct link *next, *previous;
};
#define LINK_ALONE(beginning) { &(beginning), &(beginning) }

static inline void link_init(struct link *ring)
{
    ring->next = ring->previous = ring;
}

static inline bool link_is_alone(const struct link *ring)
{
    return ring->next == ring;
}

/* At the end, before the beginning. */
static inline void link_append(struct link *ring, struct link *link)
{
    link->next = ring;
    link->previous = ring->previous;
    link->previous->next = link;
    ring->previous = link;
}

static inline void link_prepend(struct link *ring, struct link *link)
{
    link_append(ring->next, link);
}

static inline void link_take_out(struct link *link)
{
    link->next->previous = link->previous;
    link->previous->next = link->next;
}

#endif
