/* SPDX-License-Identifier: MIT */
/* Lock and event; turns and hand-over as in CPython's Lib/asyncio/locks.py. */
#include "logger.h"
#include "task.h"
#include "suspend.h"

static void log_holder(const struct async_lock *lock, uint32_t task)
{
    if (logger_on)
        logger_put(&(struct logger_event){ LOG_HOLDER, .task = task,
                                           .value = logger_name(lock->name) });
}

void async_lock_init(struct async_lock *lock, const char *name)
{
    *lock = (struct async_lock)ASYNC_LOCK(name);
}

static void take(struct async_lock *lock)
{
    lock->locked = true;
    log_holder(lock, task_running_number());
}

/* Woken is not yet holding: the first in line takes the lock in its own turn. */
static void wake_first(struct async_lock *lock)
{
    struct waiter *first = waiters_first(&lock->waiters);

    if (first)
        waiter_wake(first);
}

int async_lock_acquire_at(struct async_lock *lock, const char *place)
{
    task_must_run("async_lock_acquire()", place);
    if (!lock->locked && waiters_all_cancelled(&lock->waiters)) {
        take(lock);
        return 0;
    }
    int rc = waiter_wait(&lock->waiters, LOG_WAIT_LOCK, lock->name, place);
    task_leave_line(&lock->waiters);
    if (rc == 0)
        take(lock);
    else if (!lock->locked)
        wake_first(lock);
    return rc;
}

int async_lock_release(struct async_lock *lock)
{
    if (!lock->locked)
        return refuse(EPERM, "Lock is not acquired.");
    lock->locked = false;
    log_holder(lock, 0);
    wake_first(lock);
    return 0;
}

bool async_lock_locked(const struct async_lock *lock)
{
    return lock->locked;
}

/* ---- Event ---- */

void async_event_init(struct async_event *event, const char *name)
{
    *event = (struct async_event)ASYNC_EVENT(name);
}

void async_event_set(struct async_event *event)
{
    if (event->set)
        return;
    event->set = true;
    for (struct waiter *w = waiters_first(&event->waiters); w; w = w->next)
        waiter_wake(w);
}

void async_event_clear(struct async_event *event)
{
    event->set = false;
}

bool async_event_is_set(const struct async_event *event)
{
    return event->set;
}

int async_event_wait_at(struct async_event *event, const char *place)
{
    task_must_run("async_event_wait()", place);
    if (event->set)
        return 0;
    int rc = waiter_wait(&event->waiters, LOG_WAIT_EVENT, event->name, place);
    task_leave_line(&event->waiters);
    return rc;
}
