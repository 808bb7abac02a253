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

bool waiter_begin_specially(struct task *self, struct waiter *waiter,
                            struct async_waiters *line)
{
    waiter_begin(self, waiter, line);
    if (!task_may_wait(self)) {
        self->cancel_wait = NULL;
        waiter->state = WAITER_CANCELLED;
        return false;
    }
    if (self->must_cancel)
        task_cancel_at_once(self, waiter_cancel);
    return true;
}

static void say(struct task *self, enum log_wait wait, const char *name,
                const char *place)
{
    task_will_wait(self, wait, 0, logger_on ? logger_name(name) : 0, place);
    self->wait_name = name;
    if (loop.synchronous)
        synchronous_stuck(self, name ? name : "?");
}

int waiter_wait(struct waiter *waiter, struct async_waiters *line, enum log_wait wait,
                const char *name, const char *place)
{
    say(loop.current, wait, name, place);
    return waiter_wait_said(waiter, line);
}

int waiter_wait_specially(struct async_waiters *line, enum log_wait wait,
                          const char *name, const char *place, context_rest *rest)
{
    struct task *self = loop.current;

    say(self, wait, name, place);
    return waiter_begin_specially(self, &self->own_waiter, line)
        ? task_suspend_specially_then(self, rest) : rest(self, -ECANCELED);
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
