/* SPDX-License-Identifier: MIT */
/* Condition and barrier; turns as in CPython's Lib/asyncio/locks.py. */
#include <limits.h>

#include "task.h"
#include "suspend.h"

static struct async_lock *lock_of(struct async_condition *condition)
{
    return condition->lock ? condition->lock : &condition->own;
}

void async_condition_init(struct async_condition *condition, const char *name,
                          struct async_lock *lock)
{
    *condition = (struct async_condition)ASYNC_CONDITION(name);
    condition->lock = lock;
}

int async_condition_acquire_at(struct async_condition *condition, const char *place)
{
    return async_lock_acquire_at(lock_of(condition), place);
}

int async_condition_release(struct async_condition *condition)
{
    return async_lock_release(lock_of(condition));
}

bool async_condition_locked(const struct async_condition *condition)
{
    return condition->lock ? condition->lock->locked : condition->own.locked;
}

/* However often it is cancelled meanwhile, it has the lock again in the end. */
static int acquire_again(struct async_condition *condition, const char *place)
{
    struct task *self = loop.current;
    int cancelled = 0, rc;

    do {
        unsigned late = task_grant_wait(self);
        rc = async_lock_acquire_at(lock_of(condition), place);
        task_wait_granted(self, late);
        if (rc < 0)
            cancelled = rc;
    } while (rc < 0);
    return cancelled;
}

int async_condition_wait_at(struct async_condition *condition, const char *place)
{
    task_must_run("async_condition_wait()", place);
    if (!async_condition_locked(condition))
        return refuse(EPERM, "cannot wait on un-acquired lock");
    async_condition_release(condition);
    int rc = waiter_wait(&condition->waiters, LOG_WAIT_CONDITION, condition->name, place);
    task_leave_line(&condition->waiters);
    int again = acquire_again(condition, place);
    return again < 0 ? refuse(ECANCELED, "%s", "") : rc;
}

int async_condition_wait_for_at(struct async_condition *condition,
                                bool (*predicate)(void *arg), void *arg,
                                const char *place)
{
    while (!predicate(arg)) {
        int rc = async_condition_wait_at(condition, place);
        if (rc < 0)
            return rc;
    }
    return 0;
}

int async_condition_notify(struct async_condition *condition, int n)
{
    if (!async_condition_locked(condition))
        return refuse(EPERM, "cannot notify on un-acquired lock");
    for (struct waiter *w = waiters_first(&condition->waiters); w && n > 0; w = w->next)
        if (w->state == WAITER_PENDING) {
            waiter_wake(w);
            n--;
        }
    return 0;
}

int async_condition_notify_all(struct async_condition *condition)
{
    return async_condition_notify(condition, INT_MAX);
}

/* ---- Barrier ---- */

enum barrier_state { FILLING, DRAINING, RESETTING, BROKEN };

int async_barrier_init(struct async_barrier *barrier, const char *name, int parties)
{
    if (parties < 1)
        return refuse(EINVAL, "parties must be > 0");
    *barrier = (struct async_barrier){ .name = name, .parties = parties };
    async_condition_init(&barrier->condition, name, NULL);
    return 0;
}

static bool may_enter(void *arg)
{
    const struct async_barrier *barrier = arg;

    return barrier->state != DRAINING && barrier->state != RESETTING;
}

static bool is_filled(void *arg)
{
    return ((const struct async_barrier *)arg)->state != FILLING;
}

static int wait_until_filled(struct async_barrier *barrier, const char *place)
{
    int rc = async_condition_wait_for_at(&barrier->condition, is_filled, barrier, place);

    if (rc < 0)
        return rc;
    if (barrier->state == BROKEN || barrier->state == RESETTING)
        return refuse(ASYNC_EBROKEN, "Abort or reset of barrier");
    return 0;
}

static int pass(struct async_barrier *barrier, const char *place)
{
    int position = barrier->count++, rc = 0;

    if (barrier->count == barrier->parties) {
        barrier->state = DRAINING;
        async_condition_notify_all(&barrier->condition);
    } else {
        rc = wait_until_filled(barrier, place);
    }
    if (--barrier->count == 0) {
        if (barrier->state == RESETTING || barrier->state == DRAINING)
            barrier->state = FILLING;
        async_condition_notify_all(&barrier->condition);
    }
    return rc < 0 ? rc : position;
}

int async_barrier_wait_at(struct async_barrier *barrier, const char *place)
{
    int rc = async_condition_acquire_at(&barrier->condition, place);

    if (rc < 0)
        return rc;
    rc = async_condition_wait_for_at(&barrier->condition, may_enter, barrier, place);
    if (rc == 0 && barrier->state == BROKEN)
        rc = refuse(ASYNC_EBROKEN, "Barrier aborted");
    if (rc == 0)
        rc = pass(barrier, place);
    async_condition_release(&barrier->condition);
    return rc;
}

static int set_state(struct async_barrier *barrier, int state, const char *place)
{
    int rc = async_condition_acquire_at(&barrier->condition, place);

    if (rc < 0)
        return rc;
    if (state == RESETTING && barrier->count == 0)
        state = FILLING;
    barrier->state = state;
    async_condition_notify_all(&barrier->condition);
    async_condition_release(&barrier->condition);
    return 0;
}

int async_barrier_reset_at(struct async_barrier *barrier, const char *place)
{
    return set_state(barrier, RESETTING, place);
}

int async_barrier_abort_at(struct async_barrier *barrier, const char *place)
{
    return set_state(barrier, BROKEN, place);
}

int async_barrier_n_waiting(const struct async_barrier *barrier)
{
    return barrier->state == FILLING ? barrier->count : 0;
}

bool async_barrier_broken(const struct async_barrier *barrier)
{
    return barrier->state == BROKEN;
}
