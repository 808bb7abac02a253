/* SPDX-License-Identifier: MIT */
/* Lines of waiting tasks. */
#include "waiter.h"

#include "logger.h"
#include "loop.h"
#include "task.h"

static void append(struct waiter *waiter, struct async_waiters *line)
{
    waiter->line = line;
    waiter->next = NULL;
    if (!line)
        return;
    waiter->previous = line->last;
    if (waiter->previous)
        waiter->previous->next = waiter;
    else
        line->first = waiter;
    line->last = waiter;
}

void waiter_leave(struct waiter *waiter)
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

static bool cancel_waiter(struct task *task, struct error *why)
{
    task->waiter->state = WAITER_CANCELLED;
    task_wake_cancelled(task, why);
    return true;
}

int waiter_wait_said(struct waiter *waiter, struct async_waiters *line)
{
    struct task *self = loop.current;

    waiter->task = self;
    waiter->state = WAITER_PENDING;
    append(waiter, line);
    if (!task_may_wait(self)) {
        waiter->state = WAITER_CANCELLED;
        return -ECANCELED;
    }
    self->waiter = waiter;
    return task_wait(self, cancel_waiter);
}

int waiter_wait(struct waiter *waiter, struct async_waiters *line, enum log_wait wait,
                const char *name, const char *place)
{
    struct task *self = loop.current;

    task_will_wait(self, wait, 0, logger_name(name), place);
    self->wait_name = name;
    if (loop.synchronous)
        synchronous_stuck(self, name ? name : "?");
    return waiter_wait_said(waiter, line);
}

void waiter_wake(struct waiter *waiter)
{
    if (waiter->state != WAITER_PENDING)
        return;
    waiter->state = WAITER_WOKEN;
    task_wake(waiter->task, 0, (enum log_wait)waiter->task->wait);
}

struct waiter *waiters_first_pending(const struct async_waiters *line)
{
    struct waiter *waiter = line->first;

    while (waiter && waiter->state != WAITER_PENDING)
        waiter = waiter->next;
    return waiter;
}

bool waiters_all_cancelled(const struct async_waiters *line)
{
    const struct waiter *waiter = line->first;

    while (waiter && waiter->state == WAITER_CANCELLED)
        waiter = waiter->next;
    return !waiter;
}
