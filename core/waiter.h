/* SPDX-License-Identifier: MIT */
/* A place in a line of waiting tasks, on the waiting task's own stack.  It plays the
 * part of the futures in CPython's locks: it stays in line until its task runs again,
 * woken or cancelled.  (How to wait and to wake: suspend.h.) */
#ifndef WAITER_H
#define WAITER_H

#include "async.h"

struct task;

enum waiter_state { WAITER_PENDING, WAITER_WOKEN, WAITER_CANCELLED };

struct waiter {
    struct waiter *next, *previous;
    struct async_waiters *line;         /* NULL: it stands alone, or has left */
    struct task *task;
    enum waiter_state state;
};

static inline void waiter_append(struct waiter *waiter, struct async_waiters *line)
{
    waiter->next = NULL;
    waiter->previous = line->last;
    if (waiter->previous)
        waiter->previous->next = waiter;
    else
        line->first = waiter;
    line->last = waiter;
}

static inline void waiter_leave(struct waiter *waiter)
{
    struct async_waiters *line = waiter->line;

    waiter->line = NULL;
    if (!line)
        return;
    if (waiter->previous)
        waiter->previous->next = waiter->next;
    else
        line->first = waiter->next;
    if (waiter->next)
        waiter->next->previous = waiter->previous;
    else
        line->last = waiter->previous;
}

/* The first one leaves; there must be one. */
static inline void waiters_drop_first(struct async_waiters *line)
{
    struct waiter *first = line->first;

    line->first = first->next;
    if (first->next)
        first->next->previous = NULL;
    else
        line->last = NULL;
    first->line = NULL;
}

static inline struct waiter *waiters_first(const struct async_waiters *line)
{
    return line->first;
}
struct waiter *waiters_first_pending(const struct async_waiters *line);
/* Is nobody in line but some who were cancelled? */
bool waiters_all_cancelled(const struct async_waiters *line);

#endif
