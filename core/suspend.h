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

static inline void task_make_ready(struct task *task, int value)
{
    task->wake = value;
    task->cancel_wait = NULL;
    loop_push(&task->run);
}

/* A step may be taken: the pending wait will return `value`, 0 or -ECANCELED. */
static inline void task_wake(struct task *task, int value, enum log_wait why)
{
    task_make_ready(task, value);
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

/* Wait from now on, at the end of the line. */
static inline void waiter_begin(struct task *self, struct async_waiters *line)
{
    self->waiter.state = WAITER_PENDING;
    waiter_append(&self->waiter, line);
    self->cancel_wait = waiter_cancel;
    self->wait_since = loop.looked;
}

/* Wait in that line: 0 once woken, or -ECANCELED; then the caller leaves the line.
 * task_will_wait() has said what for. */
bool waiter_begin_specially(struct task *self, struct async_waiters *line);
static inline int waiter_wait_said(struct async_waiters *line)
{
    struct task *self = loop.current;

    return waiter_begin_specially(self, line) ? task_suspend(self) : -ECANCELED;
}

static inline void task_leave_line(struct async_waiters *line)
{
    waiter_leave(&loop.current->waiter, line);
}

/* The same, for what `name` is. */
int waiter_wait(struct async_waiters *line, enum log_wait wait, const char *name,
                const char *place);
/* The same as the last call of a wait: rest(rc) goes on, and ends the wait.  Not while
 * loop.special, nor where a cancellation is pending. */
static inline int waiter_wait_then(struct task *self, struct async_waiters *line,
                                   enum log_wait wait, const char *place,
                                   context_rest *rest)
{
    self->wait = (uint8_t)wait;         /* more only a log asks for */
    self->wait_place = place;
    waiter_begin(self, line);
    return task_suspend_then(self, rest);
}

/* Wake it, which is pending.  (It takes every cancellation: none is left to look for.) */
static inline void waiter_wake_pending(struct waiter *waiter)
{
    struct task *task = CONTAINER_OF(waiter, struct task, waiter);

    waiter->state = WAITER_WOKEN;
    task_make_ready(task, 0);
    if (logger_on)
        task_woken_specially(task, (enum log_wait)task->wait);
}

/* The same if it is. */
static inline void waiter_wake(struct waiter *waiter)
{
    if (waiter->state == WAITER_PENDING)
        waiter_wake_pending(waiter);
}

/* ---- Lone waiters: the same in no line ---- */

bool lone_waiter_begin(struct task *self, struct lone_waiter *waiter);
static inline int lone_waiter_wait_said(struct lone_waiter *waiter)
{
    struct task *self = loop.current;

    return lone_waiter_begin(self, waiter) ? task_suspend(self) : -ECANCELED;
}

static inline void lone_waiter_wake(struct lone_waiter *waiter)
{
    if (waiter->state != WAITER_PENDING)
        return;
    waiter->state = WAITER_WOKEN;
    task_wake(waiter->task, 0, (enum log_wait)waiter->task->wait);
}

#endif
