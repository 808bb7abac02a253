/* SPDX-License-Identifier: MIT */
/* Lines of waiting tasks. */
#include "waiter.h"

#include "suspend.h"

bool waiter_cancel(struct task *task, struct error *why)
{
    task->waiter->state = WAITER_CANCELLED;
    task_wake_cancelled(task, why);
    return true;
}

void waiter_stuck(struct task *self)
{
    synchronous_stuck(self, self->wait_name ? self->wait_name : "?");
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
