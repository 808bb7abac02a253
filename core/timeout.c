/* SPDX-License-Identifier: MIT */
/* Time-out scopes; as CPython's Lib/asyncio/timeouts.py. */
#include <stdlib.h>

#include "clock.h"
#include "loop.h"
#include "report.h"
#include "scope.h"
#include "task.h"

enum timeout_state { ENTERED = 1, EXPIRING, EXPIRED, EXITED };

struct timeout_alarm {
    struct alarm alarm;
    struct async_timeout *scope;
};

static void expire(struct alarm *alarm)
{
    struct async_timeout *scope = CONTAINER_OF(alarm, struct timeout_alarm, alarm)->scope;
    struct error *why = error_new(ECANCELED, "");

    scope->state = EXPIRING;
    task_cancel(scope->task->task, why);
    error_drop(why);
}

static void set_alarm(struct async_timeout *scope)
{
    struct timeout_alarm *timer = scope->timer;

    if (scope->when == ASYNC_FOREVER || loop.synchronous)
        return;
    int64_t when = clock_at(scope->when);
    if (when <= clock_now())
        alarm_set_now(&timer->alarm, expire);
    else
        alarm_set(&timer->alarm, when, expire);
}

void async_timeout_begin_at(struct async_timeout *scope, double when)
{
    struct task *self = task_must_run("async_timeout_begin()", "?");
    struct timeout_alarm *timer = calloc(1, sizeof *timer);

    if (!timer || isnan(when))
        panic("'%s': async_timeout_begin(): %s", self->record->name,
              timer ? "the time is not a number" : "out of memory");
    *scope = (struct async_timeout){
        .when = when, .task = self->record, .timer = timer, .state = ENTERED,
        .cancelling = self->record->cancelling,
    };
    timer->scope = scope;
    scope_open(self, scope, &scope->outer);
    set_alarm(scope);
}

void async_timeout_begin_in(struct async_timeout *scope, double seconds,
                            const char *place)
{
    int64_t ns;

    task_must_run("async_timeout_begin()", place);
    if (!clock_ns(seconds, &ns))
        panic("%s: async_timeout_begin() of a time that is not a number", place);
    int64_t when = clock_after(ns);
    async_timeout_begin_at(scope, when == TIMER_NEVER ? ASYNC_FOREVER
                                                      : 1e-9 * (double)when);
}

int async_timeout_reschedule(struct async_timeout *scope, double when)
{
    struct timeout_alarm *timer = scope->timer;

    if (scope->state != ENTERED)
        return refuse(EINVAL, "Cannot change state of %s Timeout",
                      scope->state == EXPIRING ? "expiring"
                      : scope->state == EXPIRED ? "expired" : "finished");
    if (isnan(when))
        return refuse(EINVAL, "async_timeout_reschedule() to a time that is not a number");
    scope->when = when;
    alarm_cancel(&timer->alarm);
    set_alarm(scope);
    return 0;
}

double async_timeout_when(const struct async_timeout *scope)
{
    return scope->when;
}

bool async_timeout_expired(const struct async_timeout *scope)
{
    return scope->state == EXPIRING || scope->state == EXPIRED;
}

int async_timeout_end_at(struct async_timeout *scope, int rc, const char *place)
{
    struct task *self = task_must_run("async_timeout_end()", place);
    struct timeout_alarm *timer = scope->timer;
    bool expiring = scope->state == EXPIRING;

    scope_close(self, scope, scope->outer);
    alarm_cancel(&timer->alarm);
    free(timer);
    scope->timer = NULL;
    scope->state = expiring ? EXPIRED : EXITED;
    if (loop.synchronous && async_time() > scope->when)
        synchronous_late(self, "the time-out", async_time() - scope->when, place);
    if (!expiring)
        return stories_hand_on(rc);
    if (self->record->cancelling > 0)
        self->record->cancelling--;
    if (self->record->cancelling > scope->cancelling || rc != -ECANCELED)
        return stories_hand_on(rc);
    struct error *why = stories_last_with(&self->stories, ECANCELED);
    rc = refuse_as_late(why);
    error_drop(why);
    return rc;
}
