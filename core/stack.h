/* SPDX-License-Identifier: MIT */
/* Stacks: taken from large mappings, committed by the kernel page by page, kept
 * warm in a pool, each above a guard page while the kernel has room for guards. */
#ifndef STACK_H
#define STACK_H

#include <stdbool.h>
#include <stddef.h>

#include "context.h"

/* The size of the stacks made from now on; rounded up to pages.  -EINVAL below
 * 16 KiB or above 1 GiB, -EBUSY once the first stack was taken. */
int stack_set_size(size_t bytes);
size_t stack_size(void);

/* The pool's own words above a stack's top: the last ones of a cache line, so that a
 * struct which the user puts below the top shares that line. */
struct stack_slot {
    struct stack_slot *next;            /* while it is free */
    char *low;
};
extern struct stack_slot *stack_pool;
void *stack_cut(void);                  /* one that was never used */

/* The highest address of a stack (it grows down from there), NULL when there is no
 * memory.  The tops are spread over cache lines. */
static inline void *stack_take(void)
{
    struct stack_slot *slot = stack_pool;

    if (!slot)
        return stack_cut();
    stack_pool = slot->next;
    context_clean(slot->low, slot);
    return slot;
}

static inline void stack_give(void *top)
{
    struct stack_slot *slot = top;

    slot->next = stack_pool;
    stack_pool = slot;
}

static inline void *stack_low(void *top)        /* its lowest usable address */
{
    return ((struct stack_slot *)top)->low;
}
static inline bool stack_has(void *top, const void *pointer)
{
    return (const char *)pointer >= (const char *)stack_low(top) &&
           (const char *)pointer < (const char *)top;
}
/* How much of it was ever used since it was mapped or cleared. */
size_t stack_used(void *top);
void stack_clear(void *top);            /* one that nobody uses */
/* For checkers of memory: what frames that have ended left from `low` to `high` may be
 * used.  Also before a stack is given whose frames began at its very top. */
void stack_allow(const void *low, const void *high);
/* The guard page on which `address` lies, or NULL if it lies on none. */
void *stack_overflowed(const void *address);
/* Stacks that got no guard page, because the kernel had no more mappings. */
size_t stack_unguarded(void);

#endif
