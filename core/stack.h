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

/* What lies above a stack's top, which begins a cache line: room for the struct of the
 * task that runs there, zeros at first and else as tasks leave it; then the pool's own
 * words, to the end of a line. */
enum {
    STACK_LINE = 64,
    STACK_TASK = 360 + sizeof(struct context),  /* bytes; checked in task.c */
    STACK_ROOM = (STACK_TASK + 15) / STACK_LINE * STACK_LINE + 48
};
struct stack_slot {
    struct stack_slot *next;            /* while it is free */
    char *low;
};
extern struct stack_slot *stack_pool;
void *stack_cut(void);                  /* one that was never used */

static inline struct stack_slot *stack_slot(const void *top)
{
    return (struct stack_slot *)((char *)top + STACK_ROOM);
}
/* The top of whose stack this is, which is not NULL. */
static inline void *stack_of(struct stack_slot *slot)
{
    return (char *)slot - STACK_ROOM;
}
static inline void *stack_low(const void *top)  /* its lowest usable address */
{
    return stack_slot(top)->low;
}

/* The top of a stack (it grows down from there), NULL when there is no memory.  The tops
 * are spread over cache lines. */
static inline void *stack_take(void)
{
    struct stack_slot *slot = stack_pool;

    if (!slot)
        return stack_cut();
    stack_pool = slot->next;
    context_clean(slot->low, stack_of(slot));
    return stack_of(slot);
}

static inline void stack_give(void *top)
{
    stack_slot(top)->next = stack_pool;
    stack_pool = stack_slot(top);
}

static inline bool stack_has(const void *top, const void *pointer)
{
    return (const char *)pointer >= (const char *)stack_low(top) &&
           (const char *)pointer < (const char *)top;
}
/* How much of it was ever used since it was mapped or cleared. */
size_t stack_used(const void *top);
void stack_clear(void *top);            /* one that nobody uses */
/* For checkers of memory: what frames that have ended left from `low` to `high` may be
 * used.  Also before a stack is given whose frames began at its very top. */
void stack_allow(const void *low, const void *high);
/* The guard page on which `address` lies, or NULL if it lies on none. */
void *stack_overflowed(const void *address);
/* Stacks that got no guard page, because the kernel had no more mappings. */
size_t stack_unguarded(void);

#endif
