/* SPDX-License-Identifier: MIT */
/* A place in a line of waiting tasks, on the waiting task's own stack.  It plays the
 * part of the futures in CPython's locks: it stays in line until its task runs again,
 * woken or cancelled. */
#ifndef WAITER_H
#define WAITER_H

#include "async.h"
#include "log.h"

enum waiter_state { WAITER_PENDING, WAITER_WOKEN, WAITER_CANCELLED };

struct waiter {
    struct waiter *next, *previous;
    struct async_waiters *line;         /* NULL: it stands alone, or has left */
    struct task *task;
    enum waiter_state state;
};

/* Wait at the end of the line (NULL: in none) for what `name` is: 0 once woken, or
 * -ECANCELED.  The caller leaves the line then. */
int waiter_wait(struct waiter *waiter, struct async_waiters *line, enum log_wait wait,
                const char *name, const char *place);
/* The same, where task_will_wait() has said what for. */
int waiter_wait_said(struct waiter *waiter, struct async_waiters *line);
void waiter_leave(struct waiter *waiter);
/* Wake it, if it is pending. */
void waiter_wake(struct waiter *waiter);

static inline struct waiter *waiters_first(const struct async_waiters *line)
{
    return line->first;
}
struct waiter *waiters_first_pending(const struct async_waiters *line);
/* Is nobody in line but some who were cancelled? */
bool waiters_all_cancelled(const struct async_waiters *line);

#endif
