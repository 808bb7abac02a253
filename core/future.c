/* SPDX-License-Identifier: MIT */
/* Futures, and what is called when something is done. */
#include <stdlib.h>

#include "debug.h"
#include "loop.h"
#include "report.h"
#include "task.h"

static bool some_left;                  /* of this run's, perhaps */

void futures_drop_all(void)
{
    if (some_left)
        records_release_all();
    some_left = false;
}

struct async_task async_future_at(const char *name, const char *place)
{
    struct async_record *record = record_new(RECORD_FUTURE, name ? name : "future");

    record->place = place;
    some_left = true;
    return record_handle(record);
}

static struct async_record *pending(struct async_task future, const char *call)
{
    struct async_record *record = record_of(future, call);

    if (record->kind != RECORD_FUTURE || record->cancel) {
        refuse(EINVAL, "%s: '%s' is no future: it ends by itself", call, record->name);
        return NULL;
    }
    if (record->done) {
        refuse(EINVAL, "invalid state");
        return NULL;
    }
    return record;
}

int async_set_result(struct async_task future, void *result)
{
    struct async_record *record = pending(future, "async_set_result");

    if (!record)
        return -EINVAL;
    record_finish(record, result, NULL);
    return 0;
}

int async_set_exception(struct async_task future, int code, const char *text)
{
    struct async_record *record = pending(future, "async_set_exception");

    if (!record)
        return -EINVAL;
    record_finish(record, NULL, error_new(code > 0 ? code : EINVAL, text ? text : ""));
    return 0;
}

/* ---- Done callbacks ---- */

struct done_call {
    struct watch watch;
    async_done_fn *fn;
    void *arg;
};

static void call_done(struct watch *watch)
{
    struct done_call *call = CONTAINER_OF(watch, struct done_call, watch);
    struct async_record *record = watch->record;
    int64_t began = debug_step_begins();

    call->fn(record_handle(record), call->arg);
    debug_callback_ended(record->name, "when it was done", began);
    record_drop(record);
    free(call);
}

static void release_call(struct watch *watch)
{
    struct async_record *record = watch->record;

    record_unwatch(watch);
    free(CONTAINER_OF(watch, struct done_call, watch));
    record_drop(record);
}

void async_add_done_callback(struct async_task task, async_done_fn *fn, void *arg)
{
    struct async_record *record = record_of(task, "async_add_done_callback");
    struct done_call *call = malloc(sizeof *call);

    if (!call)
        panic("out of memory for a callback of '%s'", record->name);
    call->fn = fn;
    call->arg = arg;
    record_watch_turn(record_hold(record), &call->watch, call_done);
    call->watch.release = release_call;
    some_left = true;
}

int async_remove_done_callback(struct async_task task, async_done_fn *fn, void *arg)
{
    struct async_record *record = record_of(task, "async_remove_done_callback");
    int removed = 0;

    for (struct watch *watch = record->watches, *next; watch; watch = next) {
        struct done_call *call = CONTAINER_OF(watch, struct done_call, watch);
        next = watch->next;
        if (watch->waiter || watch->turn != call_done || call->fn != fn ||
            call->arg != arg)
            continue;
        release_call(watch);
        removed++;
    }
    return removed;
}
