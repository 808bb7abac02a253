/* SPDX-License-Identifier: MIT */
/* as_completed; turns as in CPython's Lib/asyncio/tasks.py: a queue of ends. */
#include <stdlib.h>

#include "clock.h"
#include "loop.h"
#include "report.h"
#include "task.h"
#include "suspend.h"

struct item {
    struct watch watch;
    struct completed *all;
};

struct completed {
    struct alarm alarm;
    struct lone_waiter *waiter;              /* whoever is in async_next_completed() */
    struct async_task *tasks;           /* what was asked for, until it begins */
    int asked;                          /* how many */
    int64_t limit;                      /* ns from the beginning; or TIMER_NEVER */
    int n, left, ended, given;          /* of the different ones */
    bool late;
    int *order;                         /* items in order of their ends */
    struct item items[];
};

static void wake(struct completed *all)
{
    if (all->waiter)
        lone_waiter_wake(all->waiter);
}

static void item_done(struct watch *watch)
{
    struct item *item = CONTAINER_OF(watch, struct item, watch);
    struct completed *all = item->all;

    all->order[all->ended++] = (int)(item - all->items);
    if (--all->left == 0)
        alarm_cancel(&all->alarm);
    wake(all);
}

static void too_late(struct alarm *alarm)
{
    struct completed *all = CONTAINER_OF(alarm, struct completed, alarm);

    all->late = true;
    for (int i = 0; i < all->n; i++)
        record_unwatch(&all->items[i].watch);
    wake(all);
}

static void free_all(struct async_completed *it)
{
    struct completed *all = it->state;

    it->state = NULL;
    alarm_cancel(&all->alarm);
    for (int i = 0; i < all->n; i++) {
        if (!all->late)                 /* else it does not watch any more */
            record_unwatch(&all->items[i].watch);
        record_drop(all->items[i].watch.record);
    }
    free(all->order);
    free(all->tasks);
    free(all);
}

/* The same task twice counts once. */
static void watch_all(struct completed *all)
{
    uint32_t mark = record_new_mark();

    for (int i = 0; i < all->asked; i++) {
        struct async_record *record =
            record_of(async_ensure_future(all->tasks[i]), "async_as_completed");
        if (record->mark == mark)
            continue;
        record->mark = mark;
        struct item *item = &all->items[all->n++];
        item->all = all;
        record_watch_turn(record_hold(record), &item->watch, item_done);
    }
    all->left = all->n;
}

/* As in CPython nothing begins before the first one is asked for: no coroutine becomes
 * a task, and the time does not run. */
static void begin(struct completed *all)
{
    watch_all(all);
    if (all->n > 0 && all->limit != TIMER_NEVER && !loop.synchronous)
        alarm_set(&all->alarm, clock_after(all->limit), too_late);
    free(all->tasks);
    all->tasks = NULL;
}

struct async_completed async_as_completed(const struct async_task *tasks, int n,
                                          double timeout)
{
    struct async_completed it = { NULL };
    size_t count = n > 0 ? (size_t)n : 0;
    struct completed *all = calloc(1, sizeof *all + count * sizeof(struct item));

    if (!all || !(all->order = calloc(count + 1, sizeof *all->order)) ||
        !(all->tasks = calloc(count + 1, sizeof *all->tasks)))
        panic("out of memory for as_completed of %d", n);
    if (!clock_ns(timeout, &all->limit))
        panic("async_as_completed() with a time-out that is not a number");
    for (size_t i = 0; i < count; i++)
        all->tasks[i] = tasks[i];
    all->asked = (int)count;
    it.state = all;
    return it;
}

struct next_wait {
    struct lone_waiter waiter;
    struct completed *all;
};

static struct async_record *item_of(const struct lone_waiter *waiter, int i)
{
    const struct completed *all = CONTAINER_OF(waiter, struct next_wait, waiter)->all;

    return i < all->n ? all->items[i].watch.record : NULL;
}

static int wait_for_next(struct completed *all, const char *place)
{
    struct task *self = task_must_run("async_next_completed()", place);
    struct next_wait wait = { .all = all };

    task_will_wait(self, LOG_WAIT_SEVERAL, 0, (uint64_t)all->left, place);
    if (loop.synchronous) {
        for (int i = 0; i < all->n; i++)
            if (all->items[i].watch.queued) {
                record_unwatch(&all->items[i].watch);
                item_done(&all->items[i].watch);
            } else if (!all->items[i].watch.record->done) {
                synchronous_stuck(self, all->items[i].watch.record->name);
            }
        return 0;
    }
    all->waiter = &wait.waiter;
    self->member = item_of;
    int rc = lone_waiter_wait_said(&wait.waiter);
    all->waiter = NULL;
    return rc;
}

int async_next_completed_at(struct async_completed *it, struct async_task *task,
                            const char *place)
{
    struct completed *all = it->state;
    int rc = 0;

    if (!all)
        return 0;
    if (all->waiter)
        return refuse(EBUSY, "another task waits for the next one already");
    if (all->tasks)
        begin(all);
    if (all->given < all->n && all->given == all->ended && !all->late)
        rc = wait_for_next(all, place);
    if (rc == 0 && all->given < all->ended) {
        *task = record_handle(all->items[all->order[all->given++]].watch.record);
        return 1;
    }
    bool late = all->late && all->given < all->n;
    free_all(it);
    return rc < 0 ? rc : late ? refuse(ETIMEDOUT, "%s", "") : 0;
}

void async_completed_end(struct async_completed *it)
{
    if (it->state)
        free_all(it);
}
