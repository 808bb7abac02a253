/* SPDX-License-Identifier: MIT */
/* Synchronous mode: the same program, one task after another.  A task runs to its
 * end inside the call that makes it; a sleep blocks; what only another task could
 * end stops the run. */
#include <stdio.h>

#include "clock.h"
#include "logger.h"
#include "loop.h"
#include "output.h"
#include "report.h"
#include "task.h"

enum { WAITS_MOST = 100000 };
#define SECONDS_MOST 1000               /* of virtual time */

void synchronous_run(struct task *task)
{
    struct task *maker = loop.current;

    task_will_wait(maker, LOG_WAIT_TASK, task_number(task), 0, task->record->place);
    output_note();
    if (logger_on) {
        logger_put(&(struct logger_event){
            LOG_STEP_END, LOG_WAIT_TASK, .task = task_number(maker),
            .other = task_number(task), .place = task->record->place });
        task_log_step_begin(task);
    }
    if (clock_is_remote())
        clock_await_step();
    maker->awaited = task->record;
    maker->wait_since = clock_now();
    task->back = maker;
    task->ties |= TASK_GOES_BACK;
    loop.current = task;
    context_switch(&maker->context, &task->context, 0);
}

static void check_limits(struct task *self)
{
    static unsigned waits;

    if (++waits > WAITS_MOST)
        panic("cannot run one after another: '%s' has waited %d times and does not end; "
              "what comes after it never gets its turn", self->record->name, WAITS_MOST);
    if (clock_kind() == LOG_CLOCK_VIRTUAL && clock_now() > SECONDS_MOST * 1000000000LL)
        panic("cannot run one after another: after %d s it is still the turn of '%s'; "
              "what comes after it never gets one", SECONDS_MOST, self->record->name);
}

int synchronous_sleep(struct task *self, int64_t ns, const char *place)
{
    check_limits(self);
    if (self->must_cancel) {
        int rc = stories_caught(&self->stories, self->must_cancel);
        error_drop(self->must_cancel);
        self->must_cancel = NULL;
        return rc;
    }
    if (ns > 0)
        block_thread(clock_after(ns), place);
    return 0;
}

void synchronous_stuck(struct task *self, const char *awaited)
{
    panic("%s: cannot run one after another: '%s' waits for '%s', which cannot go on "
          "before '%s' has ended", self->wait_place, self->record->name, awaited,
          self->record->name);
}

void synchronous_late(struct task *self, const char *what, double seconds,
                      const char *place)
{
    char text[128];

    snprintf(text, sizeof text, "%s could not interrupt: late by %.3f s", what, seconds);
    if (logger_on)
        logger_put(&(struct logger_event){
            LOG_WARNING, LOG_WARN_LATE, .task = task_number(self),
            .place = place, .other = logger_name(text) });
}
