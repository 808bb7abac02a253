/* SPDX-License-Identifier: MIT */
/* How tasks give way, are woken, and sleep. */
#include "suspend.h"

#include "clock.h"
#include "logger.h"
#include "output.h"
#include "report.h"

enum { LATE_WAITS_GRANTED = 100, LATE_WAITS_MOST = 1000 };

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
    return rest ? context_switch_then(&self->context, to, value, rest)
                : context_switch(&self->context, to, value);
}

static inline int to_loop(struct task *self, context_rest *rest)
{
    loop.current = NULL;
    return switch_to(self, &loop.context, 0, rest);
}

/* (Where something is left to do, self has just begun to wait, and is not ready.) */
static inline int to_task(struct task *self, struct task *next, context_rest *rest)
{
    loop.current = next;
    if (!rest && next == self)
        return self->wake;
    return switch_to(self, &next->context, next->wake, rest);
}

static inline int to_next(struct task *self, context_rest *rest)
{
    return to_task(self, CONTAINER_OF(loop_pop(), struct task, run), rest);
}

static __attribute__((noinline)) int suspend_at_loop(struct task *self,
                                                     context_rest *rest)
{
    if (!loop_in_pass() && loop_may_go_on())
        loop_next_pass();
    return loop_next_is_task() ? to_next(self, rest) : to_loop(self, rest);
}

/* A pass has ended, most often with nothing to do before the next, in which a task is
 * the first.  (Who has to stop the loop is told to do so by loop.special.) */
static inline int suspend_between(struct task *self, context_rest *rest)
{
    struct ready *first = loop.pass_end.next;

    if (loop_in_pass() || !first || first->run || loop.polls ||
        timer_earliest != TIMER_NEVER)
        return suspend_at_loop(self, rest);
    loop_push(&loop.pass_end);
    loop.first = first->next;
    return to_task(self, CONTAINER_OF(first, struct task, run), rest);
}

static __attribute__((noinline)) int suspend_between_passes(struct task *self)
{
    return suspend_between(self, NULL);
}

static inline int suspend_plainly(struct task *self)
{
    return loop_next_is_task() ? to_next(self, NULL) : suspend_between_passes(self);
}

static __attribute__((noinline)) int suspend_specially(struct task *self)
{
    bool leaves_pass = !loop_next_is_task() || loop.one_by_one;

    if (logger_on && leaves_pass)
        log_to_loop(self);
    if (!loop_in_pass() && !loop.one_by_one && loop_may_go_on())
        loop_begin_pass();
    if (!loop_next_is_task() || loop.one_by_one)
        return to_loop(self, NULL);
    struct task *next = CONTAINER_OF(loop.first, struct task, run);
    if (logger_on && leaves_pass)
        task_log_step_begin(next);
    else if (logger_on)
        log_switch(self, next);
    return to_next(self, NULL);
}

int task_suspend(struct task *self)
{
    return loop.special ? suspend_specially(self) : suspend_plainly(self);
}

static __attribute__((noinline, nonnull)) int suspend_between_then(struct task *self,
                                                                   context_rest *rest)
{
    return suspend_between(self, rest);
}

__attribute__((nonnull)) int task_suspend_then(struct task *self, context_rest *rest)
{
    return loop_next_is_task() ? to_next(self, rest) : suspend_between_then(self, rest);
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
    return suspend_specially(self);
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
