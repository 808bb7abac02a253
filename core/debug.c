/* SPDX-License-Identifier: MIT */
/* Debug mode: slow steps, swallowed cancellations, tasks left behind, stacks. */
#include "debug.h"

#include <string.h>

#include "clock.h"
#include "loop.h"
#include "report.h"
#include "stack.h"

enum { FUNCTIONS = 64 };

bool debug_on;

static double slow_seconds = 0.1;
static struct use { const char *function; size_t most; } uses[FUNCTIONS];

void async_set_debug(bool on)
{
    debug_on = on;
    loop_note_special();
}

bool async_get_debug(void)
{
    return debug_on;
}

void async_set_slow_callback_duration(double seconds)
{
    slow_seconds = seconds;
}

void debug_setting(const char *text)
{
    debug_on = *text && setting_flag("INTERLEAVE_DEBUG", text);
}

/* ---- Steps ---- */

enum { NOT_TIMED = -1 };

/* One after another, a task keeps the thread by design. */
int64_t debug_step_begins(void)
{
    return debug_on && !loop.synchronous ? clock_now() : NOT_TIMED;
}

/* Seconds, if these were too many; else 0. */
static double too_long(int64_t began)
{
    double seconds = began == NOT_TIMED ? 0 : 1e-9 * (double)(clock_now() - began);

    return seconds >= slow_seconds ? seconds : 0;
}

void debug_step_ended(const struct async_record *record, int64_t began)
{
    double seconds = too_long(began);
    const struct task *task = record->task;

    if (seconds > 0)
        report_as(LOG_WARN_SLOW, record_handle((struct async_record *)record), NULL,
                  task ? "'%s' kept the thread for %.3f s before it gave way at %s"
                       : "'%s' kept the thread for %.3f s before it ended (made at %s)",
                  record->name, seconds, task ? task->wait_place : record->place);
}

void debug_callback_ended(const char *whose, const char *place, int64_t began)
{
    double seconds = too_long(began);

    if (seconds > 0)
        report_as(LOG_WARN_SLOW, (struct async_task){ 0 }, NULL,
                  "callback '%s' kept the thread for %.3f s (%s)", whose, seconds, place);
}

/* ---- Ends ---- */

void debug_stack_begins(void *stack)
{
    if (debug_on)
        stack_clear(stack);
}

void debug_stack_ended(const char *function, const void *stack)
{
    size_t used = debug_on ? stack_used(stack) : 0;

    for (int i = 0; used > 0 && function && i < FUNCTIONS; i++) {
        if (uses[i].function && strcmp(uses[i].function, function) != 0)
            continue;
        uses[i].function = function;
        if (used > uses[i].most)
            uses[i].most = used;
        return;
    }
}

void debug_task_ends(const struct task *task, bool cancelled)
{
    debug_stack_ended(task->record->function, task);
    if (task->record->cancelling > task->own_requests && !cancelled)
        report_logged(record_handle(task->record),
                      "'%s' was cancelled, but ended as if it had not been (%s)",
                      task->record->name, task->wait_place ? task->wait_place : "?");
}

void debug_left_behind(const struct task *task)
{
    report_logged(record_handle(task->record),
                  "'%s' was still running at the end of main, and is cancelled (%s)",
                  task->record->name, task->wait_place ? task->wait_place
                                                       : task->record->place);
}

void debug_report_stacks(void)
{
    for (int i = 0; i < FUNCTIONS && uses[i].function; i++)
        report_as(LOG_WARN_OTHER, (struct async_task){ 0 }, NULL,
                  "%s() used %.1f of %zu KiB of its stack", uses[i].function,
                  (double)uses[i].most / 1024, stack_size() / 1024);
    memset(uses, 0, sizeof uses);
}
