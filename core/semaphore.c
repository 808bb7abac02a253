/* SPDX-License-Identifier: MIT */
/* Semaphores; turns and hand-over as in CPython's Lib/asyncio/locks.py. */
#include <limits.h>

#include "logger.h"
#include "task.h"
#include "suspend.h"

static void change(struct async_semaphore *semaphore, int by)
{
    semaphore->value += by;
    if (logger_on)
        logger_put(&(struct logger_event){
            LOG_VALUE, LOG_WAIT_SEMAPHORE, .task = task_running_number(),
            .value = logger_name(semaphore->name) |
                     (uint64_t)(uint32_t)semaphore->value << 32 });
}

static int init(struct async_semaphore *semaphore, const char *name, int value, int bound)
{
    if (value < 0)
        return refuse(EINVAL, "Semaphore initial value must be >= 0");
    *semaphore = (struct async_semaphore){ .name = name, .value = value, .bound = bound };
    return 0;
}

int async_semaphore_init(struct async_semaphore *semaphore, const char *name, int value)
{
    return init(semaphore, name, value, 0);
}

int async_bounded_semaphore_init(struct async_semaphore *semaphore, const char *name,
                                 int value)
{
    if (value == 0)
        return refuse(EINVAL, "a bounded semaphore of 0 can never be released");
    return init(semaphore, name, value, value);
}

/* The place goes to whoever is woken, before it runs. */
static void wake_next(struct async_semaphore *semaphore)
{
    struct waiter *waiter = waiters_first_pending(&semaphore->waiters);

    if (!waiter)
        return;
    change(semaphore, -1);
    waiter_wake(waiter);
}

bool async_semaphore_locked(const struct async_semaphore *semaphore)
{
    return semaphore->value == 0 || !waiters_all_cancelled(&semaphore->waiters);
}

int async_semaphore_acquire_at(struct async_semaphore *semaphore, const char *place)
{
    struct task *self = task_must_run("async_semaphore_acquire()", place);

    if (!async_semaphore_locked(semaphore)) {
        change(semaphore, -1);
        return 0;
    }
    int rc = waiter_wait(&semaphore->waiters, LOG_WAIT_SEMAPHORE, semaphore->name, place);
    task_leave_line(&semaphore->waiters);
    if (rc < 0) {
        if (self->waiter.state == WAITER_WOKEN) {   /* it had a place: the next one's now */
            change(semaphore, 1);
            wake_next(semaphore);
        }
        return rc;
    }
    if (semaphore->value > 0)
        wake_next(semaphore);
    return 0;
}

int async_semaphore_release(struct async_semaphore *semaphore)
{
    if (semaphore->bound > 0 && semaphore->value >= semaphore->bound)
        return refuse(EINVAL, "BoundedSemaphore released too many times");
    if (semaphore->value == INT_MAX)
        return refuse(EOVERFLOW, "semaphore '%s' was released too many times: it counts "
                      "to %d", semaphore->name, INT_MAX);
    change(semaphore, 1);
    wake_next(semaphore);
    return 0;
}
