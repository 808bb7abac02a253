/* SPDX-License-Identifier: MIT */
/* The record behind a handle: what can be awaited, and later its outcome.  It stays
 * while somebody holds it: its maker, its own task, those who wait for it. */
#ifndef RECORD_H
#define RECORD_H

#include "async.h"
#include "error.h"
#include "link.h"
#include "ready.h"

enum record_kind { RECORD_COROUTINE, RECORD_TASK, RECORD_FUTURE, RECORD_CALL,
                   RECORD_GENERATOR,
                   RECORD_JOB,          /* a future that a thread job ends */
                   RECORD_GATHER };     /* a future whose end only its children say */
enum { NAME_BYTES = 32 };

struct watch;
struct task;

struct async_record {
    _Alignas(64) uint64_t id;           /* 0: free */
    uint8_t kind;                       /* enum record_kind */
    bool done;
    bool seen;                          /* somebody knows the outcome */
    bool taken;                         /* it stands in its maker's second list */
    bool cancelled_call;                /* a call's */
    int holders;
    int cancelling;                     /* requests to cancel it, not taken back */

    /* What it will do. */
    async_fn *fn;                       /* a coroutine's */
    void *arg;
    struct task *task;                  /* a task's, until it has ended */

    /* How it ended. */
    void *result;
    struct error *error;                /* NULL: returned */
    struct watch *watches, *last_watch; /* who wants to know, in order of asking */

    /* In its maker's list, or in the list of free ones. */
    struct makings *maker;
    struct link link;

    void *copy;                         /* of the argument, ours; or NULL */
    const char *function, *place;
    char name[NAME_BYTES];
    bool (*cancel)(struct async_record *future, struct error *why); /* a future's */
    void *owner;                        /* a future's: for cancel() */
    uint32_t mark;                      /* see record_new_mark() */
};

/* The records that a task (or the thread outside any task) has made: those that it
 * may still ask, and those whose outcome it has taken. */
struct makings {
    struct link made, taken;            /* each the beginning of a ring */
    int taken_count;
};

static inline void makings_init(struct makings *makings)
{
    link_init(&makings->made);
    link_init(&makings->taken);
    makings->taken_count = 0;
}

/* Somebody who wants to know when a record is done. */
struct watch {
    void (*turn)(struct watch *watch);  /* see record_watch_turn() */
    struct ready ready;                 /* has its turn then, unless a task waits */
    struct task *waiter;                /* woken then, or NULL */
    struct async_record *record;
    bool queued;                        /* `ready` is in the ready queue */
    struct watch *next, *previous;
    void (*release)(struct watch *watch);   /* see records_release_all() */
};

/* Made, held by its maker. */
struct async_record *record_new(enum record_kind kind, const char *name);
struct async_record *record_new_coroutine(const char *name, async_fn *fn, void *arg,
                                          const char *function, const char *place);
static inline struct async_record *record_hold(struct async_record *record)
{
    record->holders++;
    return record;
}
void record_free(struct async_record *record);
static inline void record_drop(struct async_record *record)
{
    if (--record->holders == 0)
        record_free(record);
}
/* Its outcome is given out: of these, only the last thousand stay.  Which ones go is
 * decided when the next call that gives out outcomes begins: by makings_trim(). */
void record_take(struct async_record *record);
void makings_trim(void);
/* The maker lets go of it. */
void record_forget(struct async_record *record);
void makings_free(struct makings *makings);
void makings_outside_done(void);        /* of those made outside any task */

/* After a run: of those that nobody can end any more, let go of every watch that has
 * a `release`, which its owner sets behind record_watch_turn(). */
void records_release_all(void);
void records_release_queued(void);      /* likewise those that have not had their turn */

/* A number that no record is marked with: for walks that visit each record once. */
uint32_t record_new_mark(void);

static inline struct async_task record_handle(struct async_record *record)
{
    return (struct async_task){ record, record ? record->id : 0 };
}
/* What a handle stands for; a stale one ends the program. */
_Noreturn void record_stale(struct async_task task, const char *call);
static inline struct async_record *record_of(struct async_task task, const char *call)
{
    if (task.id == 0 || !task.record || task.record->id != task.id)
        record_stale(task, call);
    return task.record;
}

/* `watch` is told (in order of adding) when the record is done; it must not be done
 * yet, and whoever watches holds it. */
void record_watch(struct async_record *record, struct watch *watch);
/* The same for a record that may be done: then `turn` comes at once. */
void record_watch_turn(struct async_record *record, struct watch *watch,
                       void (*turn)(struct watch *watch));
/* It does not want to know any more, even if its turn was about to come. */
void record_unwatch(struct watch *watch);
/* It is done: error NULL for a result.  Takes over the error, tells the watches. */
void record_tell_watches(struct async_record *record);
static inline void record_finish(struct async_record *record, void *result,
                                 struct error *error)
{
    record->done = true;
    record->result = error ? NULL : result;
    record->error = error;
    if (record->watches)
        record_tell_watches(record);
}
/* Its failure, told to somebody: the text of a cancelled task is told once.  The caller
 * owns it. */
struct error *record_tell(struct async_record *record);
int record_catch(struct async_record *record);  /* the same to whoever runs: -code */
/* What async_await() of a record that is done gives out: 0 or -code. */
int record_outcome(struct async_record *record, void **result);
/* Not so a gather: if a child was cancelled it failed, with that very failure. */
bool record_was_cancelled(const struct async_record *record);

#endif
