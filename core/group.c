/* SPDX-License-Identifier: MIT */
/* Task groups; as CPython's Lib/asyncio/taskgroups.py (3.11). */
#include <stdlib.h>

#include "loop.h"
#include "report.h"
#include "scope.h"
#include "task.h"
#include "suspend.h"

enum { ENTERED = 1, EXITING = 2, ABORTING = 4, PARENT_CANCELLED = 8 };

struct member {
    struct watch watch;
    struct async_task_group *group;
    struct member *next, *previous;
};

void async_task_group_begin(struct async_task_group *group)
{
    struct task *self = task_must_run("async_task_group_begin()", "?");

    *group = (struct async_task_group){ .parent = self->record, .state = ENTERED };
    scope_open(self, group, &group->outer);
}

static void cancel_members(struct async_task_group *group)
{
    struct error *why = error_new(ECANCELED, "");

    group->state |= ABORTING;
    for (struct member *member = group->members; member; member = member->next)
        record_cancel(member->watch.record, why);
    error_drop(why);
}

/* In order of creation; the first one's `previous` is the last. */
static void append(struct async_task_group *group, struct member *member)
{
    struct member *first = group->members;

    member->next = NULL;
    member->previous = first ? first->previous : member;
    if (first) {
        first->previous->next = member;
        first->previous = member;
    } else {
        group->members = member;
    }
    group->running++;
}

static void leave(struct member *member)
{
    struct async_task_group *group = member->group;
    struct member *first = group->members, *next = member->next;

    if (member == first)
        group->members = next;
    else
        member->previous->next = next;
    if (next)
        next->previous = member->previous;
    else
        first->previous = member->previous;
    group->running--;
    record_drop(member->watch.record);
    free(member);
    if (group->running == 0 && group->waiting)
        lone_waiter_wake(group->waiting);
}

static void add_error(struct async_task_group *group, struct error *error)
{
    size_t n = (size_t)group->error_count + 1;
    struct error **errors = realloc(group->errors, n * sizeof *errors);

    if (!errors)
        panic("out of memory for the failures of a task group");
    errors[n - 1] = error_keep(error);
    group->errors = errors;
    group->error_count++;
}

static void cancel_parent(struct async_task_group *group)
{
    struct error *why = error_new(ECANCELED, "");

    cancel_members(group);
    group->state |= PARENT_CANCELLED;
    group->parent->task->own_requests++;
    task_cancel(group->parent->task, why);
    error_drop(why);
}

static void member_done(struct watch *watch)
{
    struct member *member = CONTAINER_OF(watch, struct member, watch);
    struct async_task_group *group = member->group;
    struct async_record *record = record_hold(watch->record);

    leave(member);
    record->seen = true;
    if (record->error && !record_was_cancelled(record)) {
        add_error(group, record->error);
        if (!(group->state & (ABORTING | PARENT_CANCELLED)))
            cancel_parent(group);
    }
    record_drop(record);
}

struct async_task async_task_group_create_task_at(struct async_task_group *group,
                                                  const char *name, async_fn *fn,
                                                  void *arg, const char *function,
                                                  const char *place)
{
    struct async_task none = { 0 };

    if (!(group->state & ENTERED))
        return refuse(EINVAL, "TaskGroup has not been entered"), none;
    if ((group->state & EXITING) && group->running == 0)
        return refuse(EINVAL, "TaskGroup is finished"), none;
    if (group->state & ABORTING)
        return refuse(EINVAL, "TaskGroup is shutting down"), none;
    struct member *member = calloc(1, sizeof *member);
    if (!member)
        panic("%s: out of memory for another task", place);
    struct async_task task = async_create_task_at(name, fn, arg, function, place);
    member->group = group;
    append(group, member);
    record_watch_turn(record_hold(task.record), &member->watch, member_done);
    return task;
}

/* ---- The end ---- */

struct group_wait {
    struct lone_waiter waiter;
    struct async_task_group *group;
};

static struct async_record *member_of(const struct lone_waiter *waiter, int i)
{
    const struct async_task_group *group =
        CONTAINER_OF(waiter, struct group_wait, waiter)->group;
    const struct member *member = group->members;

    while (member && i-- > 0)
        member = member->next;
    return member ? member->watch.record : NULL;
}

static int wait_for_members(struct async_task_group *group, const char *place)
{
    struct task *self = loop.current;
    struct group_wait wait = { .group = group };

    task_will_wait(self, LOG_WAIT_GROUP, 0, (uint64_t)group->running, place);
    group->waiting = &wait.waiter;
    self->member = member_of;
    int rc = lone_waiter_wait_said(&wait.waiter);
    group->waiting = NULL;
    return rc;
}

/* Synchronously all have ended when they were made; what is left is their turns. */
static void take_turns_now(struct async_task_group *group)
{
    while (group->members) {
        struct member *member = group->members;
        record_unwatch(&member->watch);
        member_done(&member->watch);
    }
    /* The group's own request has nothing to interrupt here. */
    if (group->state & PARENT_CANCELLED) {
        error_drop(loop.current->must_cancel);
        loop.current->must_cancel = NULL;
    }
}

static int end_with(struct error *error)
{
    int rc = stories_caught(stories_here(), error);

    error_drop(error);
    return rc;
}

/* In answer to how the body ended. */
static int fail_as_group(struct async_task_group *group, struct error *body)
{
    struct error *error = error_new_group("unhandled errors in a TaskGroup",
                                          group->errors, group->error_count);

    error_answers(error, body);
    return end_with(error);
}

/* A task that may not wait any more, at the end of a run, is as good as cancelled. */
static int wait_once(struct async_task_group *group, const char *place)
{
    struct task *self = loop.current;

    if (!(group->state & ABORTING) && !task_may_wait(self))
        return -ECANCELED;
    unsigned late = task_grant_wait(self);
    int rc = wait_for_members(group, place);
    task_wait_granted(self, late);
    return rc;
}

/* Waits however often it is cancelled.  Takes over the cancellation to hand on, or
 * NULL; returns what it is then. */
static struct error *wait_for_all(struct async_task_group *group,
                                  struct error *cancelled, const char *place)
{
    if (loop.synchronous)
        take_turns_now(group);
    while (group->running > 0) {
        int rc = wait_once(group, place);
        if (rc < 0 && !(group->state & ABORTING)) {
            error_drop(cancelled);
            cancelled = stories_last_with(stories_here(), -rc);
            cancel_members(group);
        }
    }
    return cancelled;
}

/* Takes over both: how the body ended, and the cancellation to hand on. */
static int outcome(struct async_task_group *group, struct error *body,
                   struct error *cancelled)
{
    int rc = 0;

    if (cancelled && group->error_count == 0) {
        error_drop(body);
        return end_with(cancelled);
    }
    if (body && body->public.code != ECANCELED)
        add_error(group, body);
    if (group->error_count > 0)
        rc = fail_as_group(group, body);
    error_drop(cancelled);
    error_drop(body);
    return rc;
}

int async_task_group_end_at(struct async_task_group *group, int rc, const char *place)
{
    struct task *self = task_must_run("async_task_group_end()", place);
    struct error *body = rc < 0 ? stories_last_with(&self->stories, -rc) : NULL;
    struct error *cancelled = rc == -ECANCELED ? error_keep(body) : NULL;

    scope_close(self, group, group->outer);
    group->state |= EXITING;
    if (group->state & PARENT_CANCELLED) {
        self->own_requests--;
        if (self->record->cancelling > 0)
            self->record->cancelling--;
        if (self->record->cancelling == 0) {
            error_drop(cancelled);
            cancelled = NULL;
        }
    }
    if (rc < 0 && !(group->state & ABORTING))
        cancel_members(group);
    cancelled = wait_for_all(group, cancelled, place);
    return outcome(group, body, cancelled);
}
