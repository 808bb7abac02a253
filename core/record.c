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
    struct async_record records[CHUNK];
    struct chunk *next;
} *chunks;
static struct link *unused;             /* a list, linked by `next` */
static struct makings outside = { .made = LINK_ALONE(outside.made), .taken = LINK_ALONE(outside.taken) };
static uint64_t last_id;

static void add_chunk(void)
{
    struct chunk *chunk = aligned_alloc(_Alignof(struct chunk), sizeof *chunk);

    if (!chunk)
        panic("out of memory: no room for another task");
    memset(chunk, 0, sizeof *chunk);
    chunk->next = chunks;
    chunks = chunk;
    for (int i = CHUNK - 1; i >= 0; i--) {
        chunk->records[i].link.next = unused;
        unused = &chunk->records[i].link;
    }
}

/* ---- Makers ---- */

static inline struct makings *makings_here(void)
{
    return loop.current && !(loop.current->ties & TASK_ENDED) ? &loop.current->makings : &outside;
}

/* The same where one is to be made: a task's are set up for its first. */
static inline struct makings *makings_for_one(void)
{
    struct task *self = loop.current;

    if (self && !(self->ties & (TASK_MADE | TASK_ENDED))) {
        self->ties |= TASK_MADE;
        makings_init(&self->makings);
    }
    return makings_here();
}

static struct async_record *record_at(struct link *link)
{
    return CONTAINER_OF(link, struct async_record, link);
}

static inline void leave_maker(struct async_record *record)
{
    record->maker = NULL;
    link_take_out(&record->link);
    record_drop(record);
}

void record_forget(struct async_record *record)
{
    if (!record->maker)
        return;
    if (record->taken)
        record->maker->taken_count--;
    leave_maker(record);
}

void record_take(struct async_record *record)
{
    struct makings *maker = record->maker;

    record->seen = true;
    if (!maker || record->taken)
        return;
    record->taken = true;
    link_take_out(&record->link);
    link_append(&maker->taken, &record->link);
    maker->taken_count++;
}

static __attribute__((noinline)) int trim(struct makings *makings, int keep)
{
    while (makings->taken_count > keep) {
        makings->taken_count--;
        leave_maker(record_at(makings->taken.next));
    }
    return 0;
}

void makings_trim(void)
{
    trim(makings_here(), KEEP_TAKEN);
}

void makings_outside_done(void)
{
    makings_free(&outside);
}

void makings_free(struct makings *makings)
{
    while (!link_is_alone(&makings->made))
        leave_maker(record_at(makings->made.next));
    trim(makings, 0);
}

/* ---- Life ---- */

static inline void set_name(struct async_record *record, const char *name)
{
    size_t length = strlen(name);

    if (length > NAME_BYTES - 1)
        length = NAME_BYTES - 1;
    memcpy(record->name, name, length);
    record->name[length] = '\0';
}

/* Who makes one makes more. */
static inline void record_prefetch(struct async_record *record)
{
    __builtin_prefetch(record, 1);
    __builtin_prefetch(&record->watches, 1);
    __builtin_prefetch(record->name, 1);
}

static inline struct async_record *take_unused(enum record_kind kind)
{
    struct async_record *record = record_at(unused);

    unused = unused->next;
    if (unused)
        record_prefetch(record_at(unused));
    record->id = ++last_id;
    record->kind = (uint8_t)kind;
    record->holders = 1;
    record->maker = makings_for_one();
    link_append(&record->maker->made, &record->link);
    return record;
}

struct async_record *record_new(enum record_kind kind, const char *name)
{
    if (!unused)
        add_chunk();
    struct async_record *record = take_unused(kind);
    set_name(record, name);
    return record;
}

/* (A last call, for the sake of all the others, who find a record.) */
static COLD struct async_record *coroutine_in_new_chunk(const char *name, async_fn *fn,
                                                        void *arg, const char *function,
                                                        const char *place)
{
    add_chunk();
    return record_new_coroutine(name, fn, arg, function, place);
}

struct async_record *record_new_coroutine(const char *name, async_fn *fn, void *arg,
                                          const char *function, const char *place)
{
    if (!unused)
        return coroutine_in_new_chunk(name, fn, arg, function, place);
    struct async_record *record = take_unused(RECORD_COROUTINE);
    record->fn = fn;
    record->arg = arg;
    record->function = function;
    record->place = place;
    set_name(record, name ? name : function);
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

static inline void put_back(struct async_record *record)
{
    record->id = 0;
    record->done = record->seen = record->taken = record->cancelled_call = false;
    record->cancelling = 0;
    if (record->kind > RECORD_TASK)
        record->cancel = NULL, record->owner = NULL;
    record->link.next = unused;
    unused = &record->link;
}

static COLD void free_with_outcome(struct async_record *record)
{
    if (!record->seen)
        report_loss(record);
    error_drop(record->error);
    record->error = NULL;
    free(record->copy);
    record->copy = NULL;
    put_back(record);
}

void record_free(struct async_record *record)
{
    if (!record->seen || record->error || record->copy)
        free_with_outcome(record);
    else
        put_back(record);
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

void record_stale(struct async_task task, const char *call)
{
    if (task.id == 0 || !task.record)
        panic("%s: this handle was never given a task", call);
    panic("%s: the handle of task %llu%s%s%s is stale: the task that made it has "
          "ended, or a thousand outcomes were taken since", call,
          (unsigned long long)task.id, task.record->id ? "" : " ('",
          task.record->id ? "" : task.record->name, task.record->id ? "" : "')");
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

void record_tell_watches(struct async_record *record)
{
    struct watch *watch = record->watches;

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

/* (To trim may be to drop one that was taken before.) */
static __attribute__((noinline)) int outcome_again(struct async_record *record,
                                                   void **result)
{
    record_hold(record);
    makings_trim();
    if (result)
        *result = record->result;
    record_take(record);
    int rc = record->error ? record_catch(record) : 0;
    record_drop(record);
    return rc;
}

int record_outcome(struct async_record *record, void **result)
{
    struct makings *here = makings_here();

    if (record->taken || record->error)
        return outcome_again(record, result);
    if (result)
        *result = record->result;
    record_take(record);
    int keep = KEEP_TAKEN + (record->maker == here);    /* this one is not counted */
    return here->taken_count > keep ? trim(here, keep) : 0;
}

bool record_was_cancelled(const struct async_record *record)
{
    return record->error && record->error->public.code == ECANCELED &&
           record->kind != RECORD_GATHER;
}
