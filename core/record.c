/* SPDX-License-Identifier: MIT */
/* Records: made from chunks, given back to a list, never to the system, so that a
 * stale handle is always seen to be one.  In the list they are blank but for the
 * name and what a coroutine overwrites. */
#include "record.h"

#include <stdlib.h>
#include <string.h>

#include "loop.h"
#include "report.h"
#include "suspend.h"

enum { CHUNK = 256, KEEP_TAKEN = 1000 };

static struct chunk {
    struct chunk *next;
    struct async_record records[CHUNK];
} *chunks;
static struct async_record *unused;
static struct makings outside;
static uint64_t last_id;

static void add_chunk(void)
{
    struct chunk *chunk = calloc(1, sizeof *chunk);

    if (!chunk)
        panic("out of memory: no room for another task");
    chunk->next = chunks;
    chunks = chunk;
    for (int i = CHUNK - 1; i >= 0; i--) {
        chunk->records[i].next = unused;
        unused = &chunk->records[i];
    }
}

/* ---- Makers ---- */

static struct makings *makings_here(void)
{
    return loop.current && !loop.current->ended ? &loop.current->makings : &outside;
}

static void append(struct async_record **first, struct async_record **last,
                   struct async_record *record)
{
    record->next = NULL;
    record->previous = *last;
    if (*last)
        (*last)->next = record;
    else
        *first = record;
    *last = record;
}

static void unlink_from(struct async_record **first, struct async_record **last,
                        struct async_record *record)
{
    if (record->previous)
        record->previous->next = record->next;
    else
        *first = record->next;
    if (record->next)
        record->next->previous = record->previous;
    else
        *last = record->previous;
}

static void leave_maker(struct async_record *record)
{
    struct makings *maker = record->maker;

    record->maker = NULL;
    if (record->taken) {
        unlink_from(&maker->first_taken, &maker->last_taken, record);
        maker->taken--;
    } else {
        unlink_from(&maker->first, &maker->last, record);
    }
    record_drop(record);
}

void record_forget(struct async_record *record)
{
    if (record->maker)
        leave_maker(record);
}

void record_take(struct async_record *record)
{
    struct makings *maker = record->maker;

    record->seen = true;
    if (!maker || record->taken)
        return;
    unlink_from(&maker->first, &maker->last, record);
    record->taken = true;
    append(&maker->first_taken, &maker->last_taken, record);
    maker->taken++;
}

void makings_trim(void)
{
    struct makings *makings = makings_here();

    while (makings->taken > KEEP_TAKEN)
        leave_maker(makings->first_taken);
}

void makings_outside_done(void)
{
    makings_free(&outside);
}

void makings_free(struct makings *makings)
{
    while (makings->first)
        leave_maker(makings->first);
    while (makings->first_taken)
        leave_maker(makings->first_taken);
}

/* ---- Life ---- */

struct async_record *record_new(enum record_kind kind, const char *name)
{
    if (!unused)
        add_chunk();
    struct async_record *record = unused;
    unused = record->next;
    record->id = ++last_id;
    record->kind = (uint8_t)kind;
    record->holders = 1;
    for (int i = 0; i < NAME_BYTES - 1 && (record->name[i] = name[i]); i++)
        ;
    record->maker = makings_here();
    append(&record->maker->first, &record->maker->last, record);
    return record;
}

static void report_loss(struct async_record *record)
{
    struct async_task none = { 0 };

    if (record->kind == RECORD_COROUTINE && !record->done)
        report_as(LOG_WARN_NEVER_AWAITED, none, NULL, "coroutine '%s' was never awaited (%s)", record->name,
               record->place ? record->place : "?");
    else if (record->error && !record_was_cancelled(record))
        report_as(LOG_WARN_NEVER_RETRIEVED, none, &record->error->public,
               "the failure of %s '%s' was never retrieved (%s)",
               record->kind == RECORD_TASK ? "task" : "future", record->name,
               record->place ? record->place : "?");
}

void record_free(struct async_record *record)
{
    if (!record->seen)
        report_loss(record);
    error_drop(record->error);
    if (record->copy)
        free(record->copy);
    record->id = 0;
    record->done = record->seen = record->taken = record->cancelled_call = false;
    record->cancelling = 0;
    record->copy = NULL;
    record->error = NULL;
    record->cancel = NULL;
    record->owner = NULL;
    record->next = unused;
    unused = record;
}

static void take_turn(struct ready *entry)
{
    struct watch *watch = CONTAINER_OF(entry, struct watch, ready);

    watch->queued = false;
    watch->turn(watch);
}

static struct watch *next_release(const struct async_record *record)
{
    struct watch *watch = record->watches;

    while (watch && !watch->release)
        watch = watch->next;
    return watch;
}

static void release_watches(struct async_record *record)
{
    record_hold(record);
    for (struct watch *watch; (watch = next_release(record)); )
        watch->release(watch);
    record_drop(record);
}

void records_release_all(void)
{
    for (struct chunk *chunk = chunks; chunk; chunk = chunk->next)
        for (int i = 0; i < CHUNK; i++)
            if (chunk->records[i].id && !chunk->records[i].done)
                release_watches(&chunk->records[i]);
}

void records_release_queued(void)
{
    for (struct ready *entry = loop.first, *next; entry; entry = next) {
        next = entry->next;
        struct watch *watch = CONTAINER_OF(entry, struct watch, ready);
        if (entry->run == take_turn && watch->release)
            watch->release(watch);
    }
}

/* ---- Handles ---- */

uint32_t record_new_mark(void)
{
    static uint32_t mark;

    return ++mark;
}

struct async_task record_handle(struct async_record *record)
{
    return (struct async_task){ record, record ? record->id : 0 };
}

struct async_record *record_of(struct async_task task, const char *call)
{
    if (task.id == 0 || !task.record)
        panic("%s: this handle was never given a task", call);
    if (task.record->id != task.id)
        panic("%s: the handle of task %llu%s%s%s is stale: the task that made it has "
              "ended, or a thousand outcomes were taken since", call,
              (unsigned long long)task.id, task.record->id ? "" : " ('",
              task.record->id ? "" : task.record->name, task.record->id ? "" : "')");
    return task.record;
}

/* ---- The end ---- */

void record_watch(struct async_record *record, struct watch *watch)
{
    watch->record = record;
    watch->next = NULL;
    watch->previous = record->last_watch;
    if (record->last_watch)
        record->last_watch->next = watch;
    else
        record->watches = watch;
    record->last_watch = watch;
}

static void queue_turn(struct watch *watch)
{
    watch->queued = true;
    watch->ready.run = take_turn;
    loop_push(&watch->ready);
}

void record_watch_turn(struct async_record *record, struct watch *watch,
                       void (*turn)(struct watch *watch))
{
    watch->turn = turn;
    watch->release = NULL;
    watch->waiter = NULL;
    if (!record->done) {
        watch->queued = false;
        record_watch(record, watch);
        return;
    }
    watch->record = record;
    queue_turn(watch);
}

void record_unwatch(struct watch *watch)
{
    struct async_record *record = watch->record;

    if (watch->queued) {
        watch->queued = false;
        loop_remove(&watch->ready);
    }
    if (record->done)
        return;
    if (watch->previous)
        watch->previous->next = watch->next;
    else
        record->watches = watch->next;
    if (watch->next)
        watch->next->previous = watch->previous;
    else
        record->last_watch = watch->previous;
}

void record_finish(struct async_record *record, void *result, struct error *error)
{
    struct watch *watch = record->watches;

    record->done = true;
    record->result = error ? NULL : result;
    record->error = error;
    record->watches = record->last_watch = NULL;
    for (struct watch *next; watch; watch = next) {
        next = watch->next;
        if (watch->waiter)
            task_wake(watch->waiter, 0, LOG_WAIT_TASK);
        else
            queue_turn(watch);
    }
}

struct error *record_tell(struct async_record *record)
{
    struct error *error = error_keep(record->error);

    record->seen = true;
    if (record->kind == RECORD_TASK && error && error->public.code == ECANCELED &&
        *error->text)
        record->error = error_without_text(record->error);
    return error;
}

int record_catch(struct async_record *record)
{
    struct error *error = record_tell(record);
    int rc = stories_caught(stories_here(), error);

    error_drop(error);
    return rc;
}

bool record_was_cancelled(const struct async_record *record)
{
    return record->error && record->error->public.code == ECANCELED &&
           record->kind != RECORD_GATHER;
}
