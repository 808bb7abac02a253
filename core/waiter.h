/* SPDX-License-Identifier: MIT */
/* Lines of waiting tasks.  A task waits in one line at most, so its place is part of it.
 * It plays the part of the futures in CPython's locks: it stays in line until its task
 * runs again, woken or cancelled.  (How to wait and to wake: suspend.h.) */
#ifndef WAITER_H
#define WAITER_H

#include "async.h"

struct task;

enum waiter_state { WAITER_PENDING, WAITER_WOKEN, WAITER_CANCELLED,
                    WAITER_DROPPED };   /* cancelled, and out of the line already */

struct waiter {
    struct waiter *next;
    struct waiter *previous;            /* the first one's means nothing */
    enum waiter_state state;
};

/* One who waits in no line: some other thing knows of it. */
struct lone_waiter {
    struct task *task;
    enum waiter_state state;
};

static inline void waiter_append(struct waiter *waiter, struct async_waiters *line)
{
    waiter->next = NULL;
    waiter->previous = line->last;
    if (line->first)
        waiter->previous->next = waiter;
    else
        line->first = waiter;
    line->last = waiter;
}

static inline void waiter_leave(struct waiter *waiter, struct async_waiters *line)
{
    if (line->first == waiter)
        line->first = waiter->next;
    else
        waiter->previous->next = waiter->next;
    if (waiter->next)
        waiter->next->previous = waiter->previous;
    else
        line->last = waiter->previous;
}

static inline struct waiter *waiters_first(const struct async_waiters *line)
{
    return line->first;
}
/* The first one leaves; there must be one. */
static inline void waiters_drop_first(struct async_waiters *line)
{
    line->first = waiters_first(line)->next;
}
struct waiter *waiters_first_pending(const struct async_waiters *line);
/* Is nobody in line but some who were cancelled? */
bool waiters_all_cancelled(const struct async_waiters *line);

#endif
