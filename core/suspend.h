/* SPDX-License-Identifier: MIT */
/* How waits begin and end: inline, since each frame that a wait leaves behind is a
 * return which the processor mispredicts. */
#ifndef SUSPEND_H
#define SUSPEND_H

#include "loop.h"
#include "task.h"
#include "waiter.h"

void task_cancel_at_once(struct task *self, cancel_wait_fn *cancel);
void task_woken_specially(struct task *task, enum log_wait why);
bool task_may_wait_late(struct task *self);
bool waiter_cancel(struct task *task, struct error *why);

/* A step may be taken: the pending wait will return `value`, 0 or -ECANCELED. */
static inline void task_wake(struct task *task, int value, enum log_wait why)
{
    task->wake = value;
    task->cancel_wait = NULL;
    loop_push(&task->run);
    if (task->must_cancel || logger_on)
        task_woken_specially(task, why);
}

/* False if the task may not wait any more: at the end of a run it was cancelled, but
 * goes on.  Then the wait must return -ECANCELED. */
static inline bool task_may_wait(struct task *self)
{
    return !loop.shutting_down || task_may_wait_late(self);
}

/* A wait that goes on until it has what it waits for is granted even so: it ends when
 * others do, who have their own hundred.  To be called before it, and afterwards with
 * what this returned. */
static inline unsigned task_grant_wait(struct task *self)
{
    unsigned late = self->late_waits;

    self->late_waits = 0;
    return late;
}
static inline void task_wait_granted(struct task *self, unsigned late)
{
    self->late_waits = late;
}

/* Suspend, in a wait that can be cancelled: a cancellation that is pending already
 * reaches it at once. */
static inline int task_wait(struct task *self, cancel_wait_fn *cancel)
{
    self->cancel_wait = cancel;
    self->wait_since = loop.looked;
    if (self->must_cancel)
        task_cancel_at_once(self, cancel);
    return task_suspend(self);
}

/* ---- Waiters ---- */

/* Wait from now on, at the end of the line (NULL: in none). */
static inline void waiter_begin(struct task *self, struct waiter *waiter,
                                struct async_waiters *line)
{
    waiter->task = self;
    waiter->state = WAITER_PENDING;
    waiter->line = line;
    if (line)
        waiter_append(waiter, line);
    self->waiter = waiter;
    self->cancel_wait = waiter_cancel;
    self->wait_since = loop.looked;
}

/* The same where a task may have been cancelled.  False: it may not wait. */
bool waiter_begin_specially(struct task *self, struct waiter *waiter,
                            struct async_waiters *line);

/* Wait there: 0 once woken, or -ECANCELED; the caller leaves the line then.
 * task_will_wait() has said what for. */
static inline int waiter_wait_said(struct waiter *waiter, struct async_waiters *line)
{
    struct task *self = loop.current;

    return waiter_begin_specially(self, waiter, line) ? task_suspend(self) : -ECANCELED;
}

/* The same, for what `name` is. */
int waiter_wait(struct waiter *waiter, struct async_waiters *line, enum log_wait wait,
                const char *name, const char *place);
/* The same as the last call of a wait, with the task's own waiter: rest(task, rc) goes
 * on, and ends the wait. */
int waiter_wait_specially(struct async_waiters *line, enum log_wait wait,
                          const char *name, const char *place, context_rest *rest);
static inline int waiter_wait_then(struct async_waiters *line, enum log_wait wait,
                                   const char *name, const char *place,
                                   context_rest *rest)
{
    struct task *self = loop.current;

    if (loop.special || self->must_cancel)
        return waiter_wait_specially(line, wait, name, place, rest);
    task_will_wait(self, wait, 0, 0, place);
    self->wait_name = name;
    waiter_begin(self, &self->own_waiter, line);
    return task_suspend_then(self, rest);
}

/* Wake it, if it is pending. */
static inline void waiter_wake(struct waiter *waiter)
{
    if (waiter->state != WAITER_PENDING)
        return;
    waiter->state = WAITER_WOKEN;
    task_wake(waiter->task, 0, (enum log_wait)waiter->task->wait);
}

#endif
