/* SPDX-License-Identifier: MIT */
/* wait, wait_for, shield; turns as in CPython's Lib/asyncio/tasks.py (3.11). */
#include <stdlib.h>

#include "clock.h"
#include "loop.h"
#include "report.h"
#include "task.h"
#include "suspend.h"

/* ---- A waiter with a limit ---- */

struct limit {
    struct alarm alarm;
    struct lone_waiter *waiter;
};

static void limit_rings(struct alarm *alarm)
{
    lone_waiter_wake(CONTAINER_OF(alarm, struct limit, alarm)->waiter);
}

/* False for NaN.  No alarm for ASYNC_FOREVER. */
static bool limit_set(struct limit *limit, struct lone_waiter *waiter, double seconds)
{
    int64_t ns;

    *limit = (struct limit){ .waiter = waiter };
    waiter->state = WAITER_PENDING;
    if (!clock_ns(seconds, &ns))
        return false;
    if (!loop.synchronous && ns != TIMER_NEVER)
        alarm_set(&limit->alarm, clock_after(ns), limit_rings);
    return true;
}

/* ---- wait ---- */

struct wait {
    struct lone_waiter waiter;
    int return_when, left, n;
    struct wait_item {
        struct watch watch;
        struct wait *wait;
    } *items;
};

static void item_done(struct watch *watch)
{
    struct wait *wait = CONTAINER_OF(watch, struct wait_item, watch)->wait;
    bool failed = watch->record->error && !record_was_cancelled(watch->record);

    if (failed && wait->return_when == ASYNC_FIRST_EXCEPTION)
        watch->record->seen = true;
    wait->left--;
    if (wait->left == 0 || wait->return_when == ASYNC_FIRST_COMPLETED ||
        (failed && wait->return_when == ASYNC_FIRST_EXCEPTION))
        lone_waiter_wake(&wait->waiter);
}

static int check_arguments(const struct async_task *tasks, int n, int return_when)
{
    if (n < 1)
        return refuse(EINVAL, "Set of Tasks/Futures is empty.");
    if (return_when < ASYNC_FIRST_COMPLETED || return_when > ASYNC_ALL_COMPLETED)
        return refuse(EINVAL, "Invalid return_when value: %d", return_when);
    for (int i = 0; i < n; i++)
        if (record_of(tasks[i], "async_wait")->kind == RECORD_COROUTINE)
            return refuse(EINVAL,
                          "Passing coroutines is forbidden, use tasks explicitly.");
    return 0;
}

/* The same task twice counts once. */
static int watch_items(struct wait *wait, const struct async_task *tasks, int n)
{
    uint32_t mark = record_new_mark();
    int unique = 0;

    for (int i = 0; i < n; i++) {
        struct async_record *record = tasks[i].record;
        if (record->mark == mark)
            continue;
        record->mark = mark;
        struct wait_item *item = &wait->items[unique++];
        item->wait = wait;
        record_watch_turn(record_hold(record), &item->watch, item_done);
    }
    return unique;
}

static struct async_record *item_of(const struct lone_waiter *waiter, int i)
{
    const struct wait *wait = CONTAINER_OF(waiter, struct wait, waiter);

    return i < wait->n ? wait->items[i].watch.record : NULL;
}

static void unwatch_items(struct wait *wait)
{
    for (int i = 0; i < wait->n; i++) {
        struct async_record *record = wait->items[i].watch.record;
        record_unwatch(&wait->items[i].watch);
        record_drop(record);
    }
    free(wait->items);
}

static int sort_done_first(const struct async_task *tasks, int n,
                           struct async_task *sorted)
{
    struct async_task *pending = malloc((size_t)n * sizeof *pending);
    int done = 0, left = 0;

    if (!pending)
        panic("out of memory for a wait of %d", n);
    for (int i = 0; i < n; i++) {
        struct async_task task = tasks[i];
        if (!task.record->done)
            pending[left++] = task;
        else if (sorted)
            sorted[done++] = task;
        else
            done++;
    }
    for (int i = 0; sorted && i < left; i++)
        sorted[done + i] = pending[i];
    free(pending);
    return done;
}

static void check_not_stuck(struct task *self, const struct async_task *tasks, int n)
{
    for (int i = 0; loop.synchronous && i < n; i++)
        if (!tasks[i].record->done)
            synchronous_stuck(self, tasks[i].record->name);
}

int async_wait_at(const struct async_task *tasks, int n, int return_when,
                  double timeout, struct async_task *sorted, const char *place)
{
    struct task *self = task_must_run("async_wait()", place);
    struct wait wait = { .return_when = return_when };
    struct limit limit;

    int rc = check_arguments(tasks, n, return_when);
    if (rc < 0)
        return rc;
    task_will_wait(self, LOG_WAIT_SEVERAL, 0, (uint64_t)n, place);
    check_not_stuck(self, tasks, n);
    if (loop.synchronous)
        return sort_done_first(tasks, n, sorted);
    if (!limit_set(&limit, &wait.waiter, timeout))
        return refuse(EINVAL, "async_wait() with a time-out that is not a number");
    wait.items = malloc((size_t)n * sizeof *wait.items);
    if (!wait.items)
        panic("out of memory for a wait of %d", n);
    wait.n = wait.left = watch_items(&wait, tasks, n);
    makings_trim();
    self->member = item_of;
    rc = lone_waiter_wait_said(&wait.waiter);
    alarm_cancel(&limit.alarm);
    if (rc == 0)
        rc = sort_done_first(tasks, n, sorted);     /* while they are held */
    unwatch_items(&wait);
    return rc;
}

/* ---- wait_for ---- */

struct release {
    struct watch watch;
    struct lone_waiter waiter;
};

static void release(struct watch *watch)
{
    lone_waiter_wake(&CONTAINER_OF(watch, struct release, watch)->waiter);
}

static int wait_for_release(struct release *wait, struct async_record *record)
{
    wait->waiter.state = WAITER_PENDING;
    record_watch_turn(record, &wait->watch, release);
    int rc = lone_waiter_wait_said(&wait->waiter);
    record_unwatch(&wait->watch);
    return rc;
}

/* The awaited is never left running: it is cancelled, and its end waited for. */
static int cancel_and_wait(struct async_record *record)
{
    struct release wait;
    struct error *why = error_new(ECANCELED, "");

    wait.waiter.state = WAITER_PENDING;
    record_watch_turn(record, &wait.watch, release);
    record_cancel(record, why);
    error_drop(why);
    int rc = lone_waiter_wait_said(&wait.waiter);
    record_unwatch(&wait.watch);
    return rc;
}

static int timed_out(struct async_record *record, void **result)
{
    int rc = cancel_and_wait(record);

    if (rc < 0)
        return rc;
    if (record->error && record->error->public.code == ECANCELED) {
        record_take(record);
        struct error *why = record_tell(record);
        rc = refuse_as_late(why);
        error_drop(why);
        return rc;
    }
    return record_outcome(record, result);
}

static int cancelled_meanwhile(struct async_record *record)
{
    cancel_and_wait(record);
    if (record_was_cancelled(record))
        record_take(record);
    return -ECANCELED;
}

static struct async_record *hold_awaited(struct async_task task)
{
    struct async_record *record =
        record_hold(record_of(async_ensure_future(task), "async_wait_for"));

    makings_trim();
    return record;
}

static int wait_with_limit(struct async_task task, double timeout, void **result)
{
    struct release wait;
    struct limit limit;

    if (!limit_set(&limit, &wait.waiter, timeout))
        return refuse(EINVAL, "async_wait_for() with a time-out that is not a number");
    struct async_record *record = hold_awaited(task);
    loop.current->wait_task = (uint32_t)record->id;
    int rc = wait_for_release(&wait, record);
    if (record->done)
        rc = record_outcome(record, result);       /* even if it was cancelled meanwhile */
    else if (rc < 0)
        rc = cancelled_meanwhile(record);
    else
        rc = timed_out(record, result);
    alarm_cancel(&limit.alarm);
    record_drop(record);
    return rc;
}

static int wait_without_time(struct async_task task, void **result)
{
    struct async_record *record = hold_awaited(task);
    int rc = record->done ? record_outcome(record, result) : timed_out(record, result);

    record_drop(record);
    return rc;
}

static int wait_synchronously(struct task *self, struct async_task task, double timeout,
                              void **result, const char *place)
{
    double start = async_time();
    int64_t ns;

    int rc = async_await_at(async_ensure_future(task), result, place);
    if (clock_ns(timeout, &ns) && async_time() - start > 1e-9 * (double)ns)
        synchronous_late(self, "wait_for", async_time() - start - 1e-9 * (double)ns,
                         place);
    return rc;
}

int async_wait_for_at(struct async_task task, double timeout, void **result,
                      const char *place)
{
    struct task *self = task_must_run("async_wait_for()", place);

    if (timeout == ASYNC_FOREVER)
        return async_await_at(task, result, place);
    if (loop.synchronous)
        return wait_synchronously(self, task, timeout, result, place);
    task_will_wait(self, LOG_WAIT_LIMIT, 0, 0, place);
    self->awaited = NULL;
    return timeout <= 0 ? wait_without_time(task, result)
                        : wait_with_limit(task, timeout, result);
}

/* ---- shield ---- */

struct shield {
    struct watch watch;                 /* of the inner one */
    struct async_record *outer;
};

static void shield_free(struct shield *shield)
{
    shield->outer->owner = NULL;
    record_drop(shield->outer);
    record_drop(shield->watch.record);
    free(shield);
}

static void inner_done(struct watch *watch)
{
    struct shield *shield = CONTAINER_OF(watch, struct shield, watch);
    struct async_record *inner = watch->record;

    inner->seen = true;
    record_finish(shield->outer, inner->result,
                  record_was_cancelled(inner) ? error_new(ECANCELED, "")
                                              : error_keep(inner->error));
    shield_free(shield);
}

static void release_shield(struct watch *watch)
{
    record_unwatch(watch);
    shield_free(CONTAINER_OF(watch, struct shield, watch));
}

static bool cancel_shield(struct async_record *outer, struct error *why)
{
    struct shield *shield = outer->owner;

    record_unwatch(&shield->watch);
    record_hold(outer);
    shield_free(shield);
    record_finish(outer, NULL, error_keep(why));
    record_drop(outer);
    return true;
}

struct async_task async_shield_future(struct async_task task)
{
    struct shield *shield;

    if (!loop.running)
        return refuse(EPERM, "no running event loop"), (struct async_task){ 0 };
    struct async_record *inner = record_of(async_ensure_future(task), "async_shield");
    if (inner->done)
        return record_handle(inner);
    shield = malloc(sizeof *shield);
    if (!shield)
        panic("out of memory for a shield");
    shield->outer = record_hold(record_new(RECORD_FUTURE, "shield"));
    shield->outer->cancel = cancel_shield;
    shield->outer->owner = shield;
    record_watch_turn(record_hold(inner), &shield->watch, inner_done);
    shield->watch.release = release_shield;
    return record_handle(shield->outer);
}

int async_shield_at(struct async_task task, void **result, const char *place)
{
    struct task *self = task_must_run("async_shield()", place);
    struct async_record *inner =
        record_hold(record_of(async_ensure_future(task), "async_shield"));
    struct async_record *outer =
        record_hold(async_shield_future(record_handle(inner)).record);

    task_will_wait(self, LOG_WAIT_SHIELD, (uint32_t)inner->id, 0, place);
    int rc = outer->done ? 0 : task_wait_for(self, outer);
    if (rc == 0) {
        rc = record_outcome(outer, result);
        if (inner->done)
            record_take(inner);
    }
    if (outer != inner)
        record_forget(outer);
    record_drop(outer);
    record_drop(inner);
    return rc;
}
