/* SPDX-License-Identifier: MIT */
/* async_gather(): a future that is done when all of its children are, or one failed.
 * The steps and their turns are those of CPython's Lib/asyncio/tasks.py, gather(). */
#include <stdlib.h>

#include "loop.h"
#include "report.h"
#include "task.h"

struct gather;

struct child {
    struct watch watch;
    struct gather *gather;
};

struct gather {
    struct async_record *outer;
    int n, pending;
    bool all_outcomes;                  /* ASYNC_RETURN_EXCEPTIONS */
    bool cancel_requested;
    int users;                          /* the waiter; the children that are pending */
    struct child children[];
};

static void drop(struct gather *gather)
{
    if (--gather->users > 0)
        return;
    for (int i = 0; i < gather->n; i++)
        record_drop(gather->children[i].watch.record);
    record_drop(gather->outer);
    free(gather);
}

/* With its text, if it has one. */
static struct error *cancellation_of(struct async_record *record)
{
    return record_was_cancelled(record) ? record_tell(record) : error_new(ECANCELED, "");
}

/* A child's turn after its end. */
static void child_done(struct watch *watch)
{
    struct gather *gather = CONTAINER_OF(watch, struct child, watch)->gather;
    struct async_record *record = watch->record;

    record->seen = true;
    gather->pending--;
    if (gather->outer->done)
        ;
    else if (record->error && !gather->all_outcomes)
        record_finish(gather->outer, NULL, record_tell(record));
    else if (gather->pending == 0)
        record_finish(gather->outer, NULL,
                      gather->cancel_requested ? cancellation_of(record) : NULL);
    drop(gather);
}

static void release_child(struct watch *watch)
{
    struct gather *gather = CONTAINER_OF(watch, struct child, watch)->gather;

    record_unwatch(watch);
    drop(gather);
}

static bool cancel_children(struct async_record *outer, struct error *why)
{
    struct gather *gather = outer->owner;
    bool any = false;

    for (int i = 0; i < gather->n; i++)
        any |= record_cancel(gather->children[i].watch.record, why);
    gather->cancel_requested |= any;
    return any;
}

static void watch_child(struct gather *gather, int i, struct async_task task)
{
    struct child *child = &gather->children[i];
    struct async_record *record = record_of(async_ensure_future(task), "async_gather");

    child->gather = gather;
    record_watch_turn(record_hold(record), &child->watch, child_done);
    child->watch.release = release_child;
}

/* The caller and the pending children use it. */
static struct gather *gather_new(const struct async_task *tasks, int n, int flags)
{
    struct gather *gather = calloc(1, sizeof *gather + (size_t)n * sizeof(struct child));

    if (!gather)
        panic("out of memory for a gather of %d", n);
    gather->n = gather->pending = n;
    gather->users = n + 1;
    gather->all_outcomes = flags & ASYNC_RETURN_EXCEPTIONS;
    gather->outer = record_hold(record_new(RECORD_GATHER, "gather"));
    gather->outer->cancel = cancel_children;
    gather->outer->owner = gather;
    for (int i = 0; i < n; i++)
        watch_child(gather, i, tasks[i]);
    return gather;
}

static void give_results(struct gather *gather, void **results)
{
    makings_trim();
    for (int i = 0; i < gather->n; i++) {
        struct async_record *record = gather->children[i].watch.record;
        if (results)
            results[i] = record->done ? record->result : NULL;
        if (record->done)
            record_take(record);
    }
}

/* One after another: each coroutine ran to its end when it was made a task.  Where
 * a later one waited for something outside, the loop has told of earlier ones. */
static void finish_synchronously(struct gather *gather)
{
    for (int i = 0; i < gather->n; i++)
        if (!gather->children[i].watch.record->done)
            synchronous_stuck(loop.current, gather->children[i].watch.record->name);
    for (int i = 0; i < gather->n; i++) {
        struct watch *watch = &gather->children[i].watch;
        if (!watch->queued)
            continue;
        record_unwatch(watch);
        child_done(watch);
    }
}

static bool is_wrong(int n, const char *call)
{
    if (n < 0)
        refuse(EINVAL, "%s of %d tasks", call, n);
    else if (!loop.running)
        refuse(EPERM, "no running event loop");
    return n < 0 || !loop.running;
}

int async_gather_at(const struct async_task *tasks, int n, void **results, int flags,
                    const char *place)
{
    struct task *self = task_must_run("async_gather()", place);

    if (is_wrong(n, "async_gather()"))
        return -EINVAL;
    if (n == 0)
        return 0;
    struct gather *gather = gather_new(tasks, n, flags);
    struct async_record *outer = gather->outer;
    outer->seen = true;
    task_will_wait(self, LOG_WAIT_GATHER,
                   (uint32_t)gather->children[0].watch.record->id, (uint64_t)n, place);
    if (loop.synchronous)
        finish_synchronously(gather);
    int rc = outer->done ? 0 : task_wait_for(self, outer);
    if (rc == 0 && outer->error)
        rc = stories_caught(&self->stories, outer->error);
    give_results(gather, results);
    record_forget(outer);
    drop(gather);
    return rc;
}

struct async_task async_gather_future(const struct async_task *tasks, int n, int flags)
{
    if (is_wrong(n, "async_gather_future()"))
        return (struct async_task){ 0 };
    struct gather *gather = gather_new(tasks, n, flags);
    struct async_task future = record_handle(gather->outer);
    if (n == 0)
        record_finish(gather->outer, NULL, NULL);
    else if (loop.synchronous && loop.current)
        finish_synchronously(gather);
    drop(gather);
    return future;
}

struct async_record *gather_child(const struct async_record *outer, int i)
{
    const struct gather *gather = outer->owner;

    if (outer->cancel != cancel_children || outer->done || i >= gather->n)
        return NULL;
    return gather->children[i].watch.record;
}
