/* SPDX-License-Identifier: MIT */
/* Waits in lines, and alone. */
#include "waiter.h"

#include "suspend.h"

bool waiter_cancel(struct task *task, struct error *why)
{
    task->waiter.state = WAITER_CANCELLED;
    task_wake_cancelled(task, why);
    return true;
}

/* False: it may not wait. */
static bool is_let(struct task *self, cancel_wait_fn *cancel, enum waiter_state *state)
{
    if (!task_may_wait(self)) {
        self->cancel_wait = NULL;
        *state = WAITER_CANCELLED;
        return false;
    }
    if (self->must_cancel)
        task_cancel_at_once(self, cancel);
    return true;
}

bool waiter_begin_specially(struct task *self, struct async_waiters *line)
{
    waiter_begin(self, line);
    return is_let(self, waiter_cancel, &self->waiter.state);
}

int waiter_wait(struct async_waiters *line, enum log_wait wait, const char *name,
                const char *place)
{
    struct task *self = loop.current;

    task_will_wait(self, wait, 0, logger_on ? logger_name(name) : 0, place);
    self->wait_name = name;
    if (loop.synchronous)
        synchronous_stuck(self, name ? name : "?");
    return waiter_wait_said(line);
}

static bool lone_waiter_cancel(struct task *task, struct error *why)
{
    task->lone_waiter->state = WAITER_CANCELLED;
    task_wake_cancelled(task, why);
    return true;
}

bool lone_waiter_begin(struct task *self, struct lone_waiter *waiter)
{
    *waiter = (struct lone_waiter){ self, WAITER_PENDING };
    self->lone_waiter = waiter;
    self->cancel_wait = lone_waiter_cancel;
    self->wait_since = loop.looked;
    return is_let(self, lone_waiter_cancel, &waiter->state);
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
