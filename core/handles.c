/* SPDX-License-Identifier: MIT */
/* Making coroutines and tasks, and asking them. */
#include <stdlib.h>
#include <string.h>

#include "loop.h"
#include "report.h"
#include "task.h"

struct async_task async_coroutine_at(const char *name, async_fn *fn, void *arg,
                                     const char *function, const char *place)
{
    if (!fn)
        panic("%s: async_coroutine() without a function", place);
    return record_handle(record_new_coroutine(name, fn, arg, function, place));
}

struct async_task async_coroutine_with_at(const char *name, async_fn *fn,
                                          const void *arg, size_t size,
                                          const char *function, const char *place)
{
    struct async_task task = async_coroutine_at(name, fn, NULL, function, place);

    task.record->copy = malloc(size ? size : 1);
    if (!task.record->copy)
        panic("%s: out of memory for a copy of %zu bytes", place, size);
    task.record->arg = memcpy(task.record->copy, arg, size);
    return task;
}

void async_close(struct async_task coroutine)
{
    struct async_record *record = record_of(coroutine, "async_close");

    if (record->kind != RECORD_COROUTINE || record->done || !record->fn)
        return;
    record->done = true;
    record_take(record);
}

struct async_task async_create_task_at(const char *name, async_fn *fn, void *arg,
                                       const char *function, const char *place)
{
    if (!loop.running) {
        refuse(EPERM, "%s: no running event loop", place);
        return (struct async_task){ 0 };
    }
    if (!fn)
        panic("%s: async_coroutine() without a function", place);
    struct async_record *record = record_new_coroutine(name, fn, arg, function, place);
    task_start(record);
    return (struct async_task){ record, record->id };
}

static void *fail_as_reused(void *text)
{
    return async_fail(EINVAL, "%s", (const char *)text);
}

/* As in asyncio, it is a task that fails. */
static struct async_task reuse(const struct async_record *used)
{
    static char again[] = "cannot reuse already awaited coroutine";
    static char now[] = "coroutine is being awaited already";

    return async_ensure_future(async_coroutine_at(used->name, fail_as_reused,
                                                  used->done ? again : now,
                                                  used->function, used->place));
}

struct async_task async_ensure_future(struct async_task awaitable)
{
    struct async_record *record = record_of(awaitable, "async_ensure_future");

    if (record->kind == RECORD_COROUTINE) {
        if (!loop.running)
            return refuse(EPERM, "no running event loop"), (struct async_task){ 0 };
        if (record->done || !record->fn)
            return reuse(record);
        task_start(record);
    }
    return awaitable;
}

void async_forget(struct async_task task)
{
    record_forget(record_of(task, "async_forget"));
}

struct async_task async_current_task(void)
{
    return loop.current ? record_handle(loop.current->record) : (struct async_task){ 0 };
}

int async_all_tasks(struct async_task *tasks, int max)
{
    int n = 0;

    for (struct task *task = task_first(); task; task = task_after(task), n++)
        if (n < max)
            tasks[n] = record_handle(task->record);
    return n;
}

void async_set_name(struct async_task task, const char *name)
{
    struct async_record *record = record_of(task, "async_set_name");

    memset(record->name, 0, sizeof record->name);
    strncpy(record->name, name ? name : "", sizeof record->name - 1);
}

const char *async_get_name(struct async_task task)
{
    return record_of(task, "async_get_name")->name;
}

bool async_done(struct async_task task)
{
    return record_of(task, "async_done")->done;
}

bool async_cancelled(struct async_task task)
{
    return record_was_cancelled(record_of(task, "async_cancelled"));
}

int async_result(struct async_task task, void **result)
{
    struct async_record *record = record_of(task, "async_result");

    if (!record->done)
        return refuse(EINVAL, "Result is not set.");
    record_take(record);
    if (result)
        *result = record->result;
    return record->error ? record_catch(record) : 0;
}

const struct async_error *async_exception(struct async_task task)
{
    struct async_record *record = record_of(task, "async_exception");

    if (record->done)
        record_take(record);
    return record->error ? &record->error->public : NULL;
}
