/* SPDX-License-Identifier: MIT */
/* Tasks: started and awaited. */
#include "task.h"

#include <string.h>

#include "debug.h"
#include "job.h"
#include "loan.h"
#include "logger.h"
#include "loop.h"
#include "report.h"
#include "stack.h"
#include "suspend.h"

struct link all_tasks = LINK_ALONE(all_tasks);

struct task *task_running(void)
{
    return loop.current;
}

uint32_t task_running_number(void)
{
    return loop.current ? task_number(loop.current) : 0;
}

bool task_is_ready(const struct task *task)
{
    return !task->cancel_wait && task != loop.current && !loop.synchronous;
}

void task_none_runs(const char *call, const char *place)
{
    panic("%s: %s was called outside a task: it can only wait inside async_run()%s",
          place, call, job_here ? ", on the loop's own thread" : "");
}

/* ---- Start ---- */

static void task_entry(void *arg)
{
    struct task *task = arg;

    /* Cancelled before its first step: the coroutine never runs. */
    void *result = task->wake < 0 ? async_return(task->wake)
                                  : task->record->fn(task->record->arg);
    if (task->ties & TASK_LENDS && task->loans->count > 0)
        LOAN_SPARE_FRAMES(task->loans);
    task_end(task, result);
}

_Static_assert(sizeof(struct task) <= STACK_ROOM, "a task has room above its stack");
_Static_assert(offsetof(struct task, run) % STACK_LINE == 0, "a switch needs one line");

/* All lines of it that a short life needs, and where its first frames will be. */
static inline void task_prefetch(struct task *task)
{
    __builtin_prefetch((char *)task - 64, 1);
    __builtin_prefetch(&task->run, 1);
    __builtin_prefetch(&task->link, 1);
}

static struct task *task_on_stack(void)
{
    struct task *task = stack_take();

    if (!task)
        panic("out of memory: no room for the stack of another task");
    if (debug_on)
        stack_clear(task);
    if (stack_pool)                     /* who starts one task starts more */
        task_prefetch(stack_of(stack_pool));
    task->wake = 0;
    task->wait = LOG_WAIT_NONE;
    task->wait_cancelled = task->being_cancelled = false;
    task->ties = 0;
    task->wait_place = NULL;
    context_make(&task->context, stack_low(task), task, task_entry, task);
    return task;
}

static COLD void log_created(const struct task *task, const char *function)
{
    uint64_t name = logger_name(task->record->name);

    logger_put(&(struct logger_event){
        LOG_CREATED, .task = task_number(task), .other = task_running_number(),
        .place = task->record->place, .value = name | (uint64_t)logger_name(function) << 32 });
}

static COLD void start_specially(struct task *task)
{
    if (logger_on)
        log_created(task, task->record->function);
    if (loop.synchronous && loop.current)
        synchronous_run(task);
    else
        loop_push(&task->run);
}

void task_start(struct async_record *record)
{
    struct task *task = task_on_stack();

    task->record = record_hold(record);
    if (record->arg && loop.current)
        loan_note(task, record->arg);
    record->kind = RECORD_TASK;
    record->task = task;
    link_append(&all_tasks, &task->link);
    if (loop.special)
        start_specially(task);
    else
        loop_push(&task->run);
}

/* ---- Await ---- */

int task_wait_for(struct task *self, struct async_record *record)
{
    struct watch watch = { .waiter = self };

    if (loop.synchronous)
        synchronous_stuck(self, record->name);
    if (!task_may_wait(self))
        return -ECANCELED;
    record_watch(record, &watch);
    self->awaited = record;
    return task_wait(self, task_cancel_awaited);
}

static void check_own_frame(const struct async_record *record, const char *frame)
{
    const char *result = record->result;

    if (loop.current->generator)        /* it stands on another stack */
        return;
    if (result >= (const char *)stack_low(loop.current) && result < frame)
        panic("%s: '%s' returned a pointer to its own local variable, which has ended "
              "with it", record->place, record->name);
}

/* A coroutine runs in its awaiter's task and on its stack, like any function. */
static __attribute__((noinline)) int await_in_place(struct task *self,
                                                    struct async_record *record,
                                                    void **result, const char *place)
{
    if (record->done)
        return refuse(EINVAL, "cannot reuse already awaited coroutine");
    if (!record->fn)
        return refuse(EINVAL, "coroutine is being awaited already");
    async_fn *fn = record->fn;
    record->fn = NULL;
    record_hold(record);
    if (logger_on)
        logger_put(&(struct logger_event){
            LOG_ENTERED, .task = task_number(self), .place = place,
            .value = logger_name(record->name) |
                     (uint64_t)logger_name(record->function) << 32 });
    struct error *outer = stories_enter(&self->stories);
    record->result = fn(record->arg);
    stories_leave(&self->stories, outer);
    record->error = stories_take_ending(&self->stories, record->result);
    record->done = true;
    if (record->error)
        record->result = NULL;
    check_own_frame(record, __builtin_frame_address(0));
    if (logger_on)
        logger_put(&(struct logger_event){
            LOG_LEFT, .task = task_number(self),
            .detail = !record->error ? LOG_RETURNED
                : record_was_cancelled(record) ? LOG_CANCELLED : LOG_FAILED,
            .value = record->error ? (uint64_t)record->error->public.code : 0 });
    int rc = record_outcome(record, result);
    record_drop(record);
    return rc;
}

/* As in asyncio the failure comes one turn later. */
static COLD int await_oneself(struct task *self, const char *place)
{
    int rc = loop.synchronous ? 0 : async_sleep_at(0, place);

    return rc < 0 ? rc : refuse(EINVAL, "Task cannot await on itself: '%s'",
                                self->record->name);
}

static __attribute__((noinline)) int await_record(struct task *self,
                                                  struct async_record *record,
                                                  void **result, const char *place)
{
    if (record == self->record)
        return await_oneself(self, place);
    task_will_wait(self, LOG_WAIT_TASK, (uint32_t)record->id, 0, place);
    record_hold(record);
    int rc = task_wait_for(self, record);
    if (rc == 0)
        rc = record_outcome(record, result);
    else if (record->done)              /* asyncio's wake-up has looked at it */
        error_drop(record_tell(record));
    record_drop(record);
    return rc;
}

int async_await_at(struct async_task task, void **result, const char *place)
{
    struct task *self = task_must_run("async_await()", place);
    struct async_record *record = record_of(task, place);

    if (record->kind == RECORD_COROUTINE)
        return await_in_place(self, record, result, place);
    if (record->done)
        return record_outcome(record, result);
    return await_record(self, record, result, place);
}
