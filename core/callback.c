/* SPDX-License-Identifier: MIT */
/* call_soon, call_later, call_at: functions that the loop itself calls. */
#include <stdlib.h>

#include "clock.h"
#include "debug.h"
#include "logger.h"
#include "loop.h"
#include "report.h"
#include "task.h"

struct call {
    struct alarm alarm;
    struct async_record *record;        /* what the handle stands for */
    struct link link;                   /* among those that are pending */
};

static struct link calls = LINK_ALONE(calls);

/* It has had its turn, or never will. */
static struct async_record *take_out(struct call *call)
{
    struct async_record *record = call->record;

    link_take_out(&call->link);
    free(call);
    record->owner = NULL;
    record->done = true;
    return record;
}

void callbacks_drop_all(void)
{
    while (!link_is_alone(&calls))
        record_drop(take_out(CONTAINER_OF(calls.next, struct call, link)));
}

static void report_failure(const struct async_record *record)
{
    struct error *error = stories_take_ending(stories_here(), &error_mark);

    report((struct async_task){ 0 }, &error->public, "callback '%s' failed (%s)",
           record->function, record->place);
    error_drop(error);
}

static void ring(struct alarm *alarm)
{
    struct async_record *record = take_out(CONTAINER_OF(alarm, struct call, alarm));
    int64_t began = debug_step_begins();

    if (logger_on)
        logger_put(&(struct logger_event){ LOG_TURN, .place = record->place,
                                           .value = logger_name(record->function) });
    struct error *outer = stories_enter(stories_here());
    if (record->fn(record->arg) == &error_mark)
        report_failure(record);
    stories_leave(stories_here(), outer);
    debug_callback_ended(record->function, record->place, began);
    record->seen = true;
    record_forget(record);
    record_drop(record);
}

static struct call *call_new(async_fn *fn, void *arg, const char *function,
                             const char *place)
{
    struct call *call = calloc(1, sizeof *call);

    if (!call || !fn)
        panic("%s: %s", place, fn ? "out of memory for a callback" : "no function");
    call->record = record_hold(record_new(RECORD_CALL, function));
    call->record->fn = fn;
    call->record->arg = arg;
    call->record->function = function;
    call->record->place = place;
    call->record->owner = call;
    link_prepend(&calls, &call->link);
    return call;
}

static struct async_handle handle_of(const struct call *call)
{
    return (struct async_handle){ call->record, call->record->id };
}

struct async_handle async_call_soon_at(async_fn *fn, void *arg, const char *function,
                                       const char *place)
{
    struct call *call = call_new(fn, arg, function, place);

    alarm_set_now(&call->alarm, ring);
    return handle_of(call);
}

static struct async_handle call_when(int64_t when, async_fn *fn, void *arg,
                                     const char *function, const char *place)
{
    struct call *call = call_new(fn, arg, function, place);

    alarm_set(&call->alarm, when, ring);
    return handle_of(call);
}

struct async_handle async_call_later_at(double seconds, async_fn *fn, void *arg,
                                        const char *function, const char *place)
{
    int64_t ns;

    if (!clock_ns(seconds, &ns))
        panic("%s: async_call_later() of a time that is not a number", place);
    /* Of times that have passed already the earlier one comes first, too. */
    int64_t when = seconds < 0 ? clock_at(async_time() + seconds) : clock_after(ns);
    return call_when(when, fn, arg, function, place);
}

struct async_handle async_call_at_at(double when, async_fn *fn, void *arg,
                                     const char *function, const char *place)
{
    if (isnan(when))
        panic("%s: async_call_at() of a time that is not a number", place);
    return call_when(clock_at(when), fn, arg, function, place);
}

/* Of a call that is over nothing is left to be cancelled. */
static struct call *pending(struct async_handle handle)
{
    if (!handle.record || handle.record->id != handle.id)
        return NULL;
    return handle.record->owner;
}

void async_handle_cancel(struct async_handle handle)
{
    struct call *call = pending(handle);

    if (!call)
        return;
    makings_trim();
    alarm_cancel(&call->alarm);
    struct async_record *record = take_out(call);
    record->cancelled_call = true;
    record_take(record);                /* async_handle_cancelled() may be asked */
    record_drop(record);
}

bool async_handle_cancelled(struct async_handle handle)
{
    return handle.record && handle.record->id == handle.id &&
           handle.record->cancelled_call;
}
