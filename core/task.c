/* SPDX-License-Identifier: MIT */
/* Tasks: started, suspended, woken. */
#include "task.h"

#include <string.h>

#include "clock.h"
#include "debug.h"
#include "job.h"
#include "loan.h"
#include "logger.h"
#include "loop.h"
#include "output.h"
#include "report.h"
#include "stack.h"
#include "suspend.h"

enum { LATE_WAITS_GRANTED = 100, LATE_WAITS_MOST = 1000 };

struct task *task_first, *task_last;

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
    if (task->loans && task->loans->count > 0)
        LOAN_SPARE_FRAMES(task->loans);
    task_end(task, result);
}

#define CLEAR(task, from, to) \
    memset(&(task)->from, 0, offsetof(struct task, to) - offsetof(struct task, from))

static struct task *task_at_top(void *stack)
{
    return (struct task *)(((uintptr_t)stack - sizeof(struct task)) & ~(uintptr_t)63);
}

/* All lines of it that a short life needs, and where its first frames will be. */
static inline void task_prefetch(struct task *task)
{
    __builtin_prefetch((char *)task - 64, 1);
    __builtin_prefetch(&task->alarm, 1);
    __builtin_prefetch(&task->lender, 1);
    __builtin_prefetch(&task->run, 1);
    __builtin_prefetch(&task->makings, 1);
    __builtin_prefetch(&task->next, 1);
}

static struct task *task_on_stack(void)
{
    void *stack = stack_take();

    if (!stack)
        panic("out of memory: no room for the stack of another task");
    if (debug_on)
        stack_clear(stack);
    struct task *task = task_at_top(stack);
    /* In pieces of at most 64 bytes: compilers write these without a loop. */
    CLEAR(task, alarm, lender);
    CLEAR(task, lender, run);
    CLEAR(task, run, makings);
    CLEAR(task, stories, next);
    task->next = NULL;
    if (stack_pool)                     /* who starts one task starts more */
        task_prefetch(task_at_top(stack_pool));
    makings_init(&task->makings);
    task->stack = stack;
    context_make(&task->context, stack_low(stack), task, task_entry, task);
    return task;
}

static void add_to_all(struct task *task)
{
    task->previous = task_last;
    if (task_last)
        task_last->next = task;
    else
        task_first = task;
    task_last = task;
}

static void log_created(const struct task *task, const char *function)
{
    uint64_t name = logger_name(task->record->name);

    logger_put(&(struct logger_event){
        LOG_CREATED, .task = task_number(task), .other = task_running_number(),
        .place = task->record->place, .value = name | (uint64_t)logger_name(function) << 32 });
}

void task_start(struct async_record *record)
{
    struct task *task = task_on_stack();

    task->record = record_hold(record);
    if (loop.current && record->arg)
        loan_note(task, record->arg);
    record->kind = RECORD_TASK;
    record->task = task;
    add_to_all(task);
    if (logger_on)
        log_created(task, record->function);
    if (loop.synchronous && loop.current) {
        synchronous_run(task);
        return;
    }
    loop_push(&task->run);
}

/* ---- Give way and wake ---- */

/* What it waits for; after a mere yield the rest is of an earlier wait. */
static struct logger_event step_end(const struct task *task)
{
    bool yields = task->wait == LOG_WAIT_YIELD;

    return (struct logger_event){
        LOG_STEP_END, .detail = task->wait, .task = task_number(task),
        .other = yields ? 0 : task->wait_task, .place = task->wait_place,
        .value = yields ? 0 : task->wait_value };
}

COLD void task_log_step_begin(const struct task *task)
{
    logger_put(&(struct logger_event){ LOG_STEP_BEGIN, .task = task_number(task) });
}

static __attribute__((noinline)) void log_to_loop(const struct task *task)
{
    struct logger_event end = step_end(task);

    output_note();
    logger_put(&end);
}

static __attribute__((noinline)) void log_switch(const struct task *task,
                                                 const struct task *next)
{
    struct logger_event end = step_end(task);

    output_note();
    logger_switch(&end, task_number(next));
}

/* The switches are tail calls: else the processor mispredicts every return behind them.
 * `rest` is NULL where nothing is left to do; inline, so that this is not asked. */
static inline int switch_to(struct task *self, struct context *to, int value,
                            context_rest *rest)
{
    return rest ? context_switch_then(&self->context, to, value, rest, self)
                : context_switch(&self->context, to, value);
}

static inline int to_loop(struct task *self, context_rest *rest)
{
    loop.current = NULL;
    return switch_to(self, &loop.context, 0, rest);
}

static inline int to_next(struct task *self, context_rest *rest)
{
    struct task *next = loop_pop_task();

    if (next == self)
        return rest ? rest(self, self->wake) : self->wake;
    return switch_to(self, &next->context, next->wake, rest);
}

static __attribute__((noinline)) int suspend_at_loop(struct task *self,
                                                     context_rest *rest)
{
    if (!loop_in_pass() && loop_may_go_on())
        loop_next_pass();
    return loop_next_is_task() ? to_next(self, rest) : to_loop(self, rest);
}

/* A pass has ended, most often with nothing to do before the next. */
static inline int suspend_between(struct task *self, context_rest *rest)
{
    if (loop_in_pass() || timer_earliest != TIMER_NEVER || !loop_may_go_on())
        return suspend_at_loop(self, rest);
    loop_next_pass();
    return loop_next_is_task() ? to_next(self, rest) : to_loop(self, rest);
}

static __attribute__((noinline)) int suspend_between_passes(struct task *self)
{
    return suspend_between(self, NULL);
}

static inline int suspend_plainly(struct task *self)
{
    return loop_next_is_task() ? to_next(self, NULL) : suspend_between_passes(self);
}

static __attribute__((noinline)) int suspend_specially(struct task *self,
                                                       context_rest *rest)
{
    bool leaves_pass = !loop_next_is_task() || loop.one_by_one;

    if (logger_on && leaves_pass)
        log_to_loop(self);
    if (!loop_in_pass() && loop_may_go_on())
        loop_begin_pass();
    if (!loop_next_is_task() || loop.one_by_one)
        return to_loop(self, rest);
    struct task *next = CONTAINER_OF(loop.first, struct task, run);
    if (logger_on && leaves_pass)
        task_log_step_begin(next);
    else if (logger_on)
        log_switch(self, next);
    return to_next(self, rest);
}

int task_suspend(struct task *self)
{
    return loop.special ? suspend_specially(self, NULL) : suspend_plainly(self);
}

int task_suspend_specially_then(struct task *self, context_rest *rest)
{
    return loop.special ? suspend_specially(self, rest) : task_suspend_then(self, rest);
}

__attribute__((nonnull)) int task_suspend_then(struct task *self, context_rest *rest)
{
    return loop_next_is_task() ? to_next(self, rest) : suspend_between(self, rest);
}

/* A cancellation that the pending wait could not take: it ends so all the same. */
static void end_cancelled(struct task *task)
{
    if (task->wake == 0)
        task->wake = stories_caught(&task->stories, task->must_cancel);
    error_drop(task->must_cancel);
    task->must_cancel = NULL;
    task->wait_cancelled = false;
}

COLD void task_woken_specially(struct task *task, enum log_wait why)
{
    if (task->must_cancel)
        end_cancelled(task);
    if (logger_on)
        logger_put(&(struct logger_event){
            LOG_READY, .detail = why, .task = task_number(task),
            .other = task_running_number() });
}

void task_wake_cancelled(struct task *task, struct error *why)
{
    stories_caught(&task->stories, why);
    task_wake(task, -ECANCELED, LOG_WAIT_CANCEL);
    task->wait_cancelled = true;
}

static void remember_cancelled(struct task *task)
{
    struct error *error = error_new(ECANCELED, "");

    stories_caught(&task->stories, error);
    error_drop(error);
}

/* At the end of a run a task was cancelled once.  It may wait for its clean-up, but
 * one that ignores -ECANCELED would keep the program for ever. */
COLD bool task_may_wait_late(struct task *self)
{
    if (++self->late_waits <= LATE_WAITS_GRANTED)
        return true;
    if (self->late_waits > LATE_WAITS_MOST)
        panic("%s: '%s' was cancelled at the end of the run, but goes on and on: it "
              "must end when a wait returns -ECANCELED", self->wait_place,
              self->record->name);
    remember_cancelled(self);
    return false;
}

/* A cancellation that came while it ran reaches it now. */
COLD void task_cancel_at_once(struct task *self, cancel_wait_fn *cancel)
{
    struct error *why = self->must_cancel;

    self->must_cancel = NULL;
    if (cancel(self, why))
        error_drop(why);
    else
        self->must_cancel = why;
}

/* ---- Sleep ---- */

static void end_of_sleep(struct alarm *alarm)
{
    task_wake(CONTAINER_OF(alarm, struct task, alarm), 0, LOG_WAIT_SLEEP);
}

static bool cancel_sleep(struct task *task, struct error *why)
{
    alarm_cancel(&task->alarm);
    task_wake_cancelled(task, why);
    return true;
}

static int give_way_once(struct task *self)
{
    self->wake = 0;
    self->wait_cancelled = false;
    if (self->must_cancel) {
        self->wake = stories_caught(&self->stories, self->must_cancel);
        error_drop(self->must_cancel);
        self->must_cancel = NULL;
    }
    loop_push(&self->run);
    return task_suspend(self);
}

static int sleep_for(struct task *self, int64_t ns)
{
    int64_t when = clock_after(ns);

    if (when != TIMER_NEVER)
        loop.looked = when - ns;
    self->wait_value = when == TIMER_NEVER ? LOG_NEVER : (uint64_t)when;
    alarm_set(&self->alarm, when, end_of_sleep);
    return task_wait(self, cancel_sleep);
}

static int sleep_slowly(struct task *self, double seconds, const char *place)
{
    int64_t ns;

    if (!clock_ns(seconds, &ns))
        return refuse(EINVAL, "async_sleep() of a time that is not a number");
    task_will_wait(self, ns > 0 ? LOG_WAIT_SLEEP : LOG_WAIT_YIELD, 0, 0, place);
    if (loop.synchronous)
        return synchronous_sleep(self, ns, place);
    if (!task_may_wait(self))
        return -ECANCELED;
    return ns > 0 ? sleep_for(self, ns) : give_way_once(self);
}

static inline void yield_to_all(struct task *self, const char *place)
{
    self->wait = LOG_WAIT_YIELD;
    self->wait_place = place;
    self->wake = 0;
    loop_push(&self->run);
}

static __attribute__((noinline)) int sleep_specially(struct task *self, double seconds,
                                                     const char *place)
{
    if (!loop_here)
        task_none_runs("async_sleep()", place);
    if (seconds != 0 || self->must_cancel || loop.synchronous || loop.shutting_down)
        return sleep_slowly(self, seconds, place);
    yield_to_all(self, place);
    return suspend_specially(self, NULL);
}

int async_sleep_at(double seconds, const char *place)
{
    struct task *self = loop.current;

    if (!self)
        task_none_runs("async_sleep()", place);
    if (seconds != 0 || loop.special || self->must_cancel)
        return sleep_specially(self, seconds, place);
    yield_to_all(self, place);
    return suspend_plainly(self);
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
    if (result >= (const char *)stack_low(loop.current->stack) && result < frame)
        panic("%s: '%s' returned a pointer to its own local variable, which has ended "
              "with it", record->place, record->name);
}

/* A coroutine runs in its awaiter's task and on its stack, like any function. */
static int await_in_place(struct task *self, struct async_record *record,
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
