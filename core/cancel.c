/* SPDX-License-Identifier: MIT */
/* Cancellation: a request that goes down to whatever is waited for in the end. */
#include "logger.h"
#include "loop.h"
#include "report.h"
#include "task.h"

bool task_cancel_awaited(struct task *task, struct error *why)
{
    return record_cancel(task->awaited, why);
}

static void cancel_this(struct task *task, struct error *why)
{
    if (task->cancel_wait && task->cancel_wait(task, why))
        return;
    if (task_is_ready(task)) {
        if (task->wake == 0 || !task->wait_cancelled) {
            task->wake = stories_caught(&task->stories, why);
            task->wait_cancelled = false;
        }
    } else {
        error_drop(task->must_cancel);
        task->must_cancel = error_keep(why);
    }
}

static void pass_through(struct task *task)
{
    if (task->being_cancelled)
        panic_with_tasks("'%s' cannot be cancelled: it waits, through others, for itself",
                         task->record->name);
    task->being_cancelled = true;
    task->record->cancelling++;
}

/* From task to awaited task, without recursion: such chains may be long. */
bool task_cancel(struct task *task, struct error *why)
{
    struct task *last = task;

    pass_through(last);
    while (last->cancel_wait == task_cancel_awaited && last->awaited->task) {
        last = last->awaited->task;
        pass_through(last);
    }
    cancel_this(last, why);
    for (; task != last; task = task->awaited->task)
        task->being_cancelled = false;
    last->being_cancelled = false;
    return true;
}

bool record_cancel(struct async_record *record, struct error *why)
{
    if (record->done || record->kind == RECORD_COROUTINE)
        return false;
    if (record->task)
        return task_cancel(record->task, why);
    if (record->cancel)
        return record->cancel(record, why);
    record_finish(record, NULL, error_keep(why));
    return true;
}

static COLD void log_cancel(const struct async_record *record, const char *place)
{
    logger_put(&(struct logger_event){
        LOG_CANCEL, .task = (uint32_t)record->id, .other = task_running_number(),
        .place = place });
}

bool async_cancel_with_at(struct async_task task, const char *text, const char *place)
{
    struct async_record *record = record_of(task, place);

    if (record->kind == RECORD_COROUTINE && !record->done)
        report(task, NULL, "%s: '%s' is a coroutine, and only tasks can be cancelled",
               place, record->name);
    if (record->done)
        return false;
    if (logger_on && record->task)
        log_cancel(record, place);
    struct error *why = error_new(ECANCELED, text ? text : "");
    bool asked = record_cancel(record, why);
    error_drop(why);
    return asked;
}

int async_cancelling(struct async_task task)
{
    return record_of(task, "async_cancelling")->cancelling;
}

int async_uncancel(struct async_task task)
{
    struct async_record *record = record_of(task, "async_uncancel");

    if (record->cancelling > 0)
        record->cancelling--;
    return record->cancelling;
}
