/* SPDX-License-Identifier: MIT */
/* A task while it lives: a struct right above its own stack. */
#ifndef TASK_H
#define TASK_H

#include "async.h"
#include "context.h"
#include "error.h"
#include "log.h"
#include "ready.h"
#include "record.h"
#include "alarm.h"
#include "stack.h"
#include "waiter.h"

struct task;
struct generator;
struct loans;

/* End a task's pending wait with -ECANCELED, for this reason; false if it is over. */
typedef bool cancel_wait_fn(struct task *task, struct error *why);
/* The i-th of those that a waiter waits for; NULL after the last. */
typedef struct async_record *member_fn(const struct lone_waiter *waiter, int i);

/* What the end of a task has to look after, together: seldom one is set before. */
enum task_tie {
    TASK_BORROWS = 1,                   /* it has a lender */
    TASK_LENDS = 2,                     /* it has loans */
    TASK_LEFT_BEHIND = 4,               /* the run's end has cancelled it */
    TASK_IS_MAIN = 8,
    TASK_GOES_BACK = 16,                /* to whom `back` says */
    TASK_MADE = 32,                     /* its makings are in use */
    TASK_ENDED = 64                     /* what is made from now on is nobody's */
};

/* Right above its stack, in cache lines that are cold when a task begins: so what a short
 * life needs stands together.  Between two lives the room is blank but for what is set
 * when it is used again; see task_on_stack(). */
struct task {
    /* What it waits for; the wait's own function sets these, and nobody clears them. */
    uint32_t wait_task;                 /* number of the awaited task, or 0 */
    uint64_t wait_value;                /* as LOG_STEP_END has it */
    int64_t wait_since;
    const char *wait_name;
    struct lone_waiter *lone_waiter;    /* for cancel_wait */
    member_fn *member;                  /* where it waits for several, or a group */
    struct async_queue *queue;          /* where it puts or gets */
    void *item;                         /* what it puts, or where what it gets goes */
    struct waiter waiter;               /* its place in a line */
    struct alarm alarm;                 /* a sleep's */
    struct async_record *awaited;       /* for cancel_wait */

    /* Seldom used. */
    struct generator *generator;        /* that runs in this task, or NULL */
    struct task *back;                  /* synchronous: who goes on when it has ended */
    struct loans *lender;               /* on whose stack its argument lies, or NULL */
    struct loans *loans;                /* what lies on this one, or NULL: see loan.h */
    int own_requests;                   /* of its cancellations: from its task groups */
    uint16_t late_waits;                /* its waits since it was left behind */
    void *unused[3];                    /* up to the end of a cache line */

    /* Every switch: one cache line. */
    struct ready run;                   /* queued when it may take a step */
    struct context context;
    int wake;                           /* what its pending wait will return */
    uint8_t wait;                       /* enum log_wait */
    bool wait_cancelled;                /* a cancellation woke it: its text is kept */
    bool being_cancelled;               /* a request is on its way through it */
    uint8_t ties;                       /* enum task_tie */
    struct error *must_cancel;          /* its next wait ends so at once; or NULL */
    struct async_record *record;
    cancel_wait_fn *cancel_wait;        /* NULL: the wait is over */
    const char *wait_place;

    /* Its beginning and end. */
    struct makings makings;
    struct stories stories;
    struct link link;                   /* among all tasks */
    void *scope;                        /* the innermost open one */
};

struct task *task_running(void);        /* NULL outside any task */
uint32_t task_running_number(void);     /* 0 outside any task */
static inline uint32_t task_number(const struct task *task)
{
    return (uint32_t)task->record->id;
}
/* Its next step is due: it is in the ready queue.  (Whoever waits can be cancelled.) */
bool task_is_ready(const struct task *task);
/* All that live, in order of creation: NULL behind the last. */
extern struct link all_tasks;
static inline struct task *task_at(struct link *link)
{
    return link == &all_tasks ? NULL : CONTAINER_OF(link, struct task, link);
}
static inline struct task *task_first(void)
{
    return task_at(all_tasks.next);
}
static inline struct task *task_after(const struct task *task)
{
    return task_at(task->link.next);
}

/* Give the coroutine a stack and a place in the ready queue (or, synchronously, run
 * it to its end). */
void task_start(struct async_record *coroutine);
/* For a public call that waits, where no task runs. */
_Noreturn void task_none_runs(const char *call, const char *place);

/* Say what a task is about to wait for, as LOG_STEP_END has it. */
static inline void task_will_wait(struct task *task, enum log_wait wait,
                                  uint32_t awaited, uint64_t value, const char *place)
{
    task->wait = (uint8_t)wait;
    task->wait_task = awaited;
    task->wait_value = value;
    task->wait_place = place;
}
/* suspend.c */
void task_log_step_begin(const struct task *task);
/* Give the thread to whoever is next; returns what the waker gave. */
int task_suspend(struct task *self);
/* The same as a last call: returns what rest(value) does then.  Not while loop.special,
 * nor where it may be ready already. */
int task_suspend_then(struct task *self, context_rest *rest) __attribute__((nonnull));
/* Wait until the record, which the caller holds, is done: 0, or -ECANCELED.  What the
 * task waits for was said by task_will_wait(). */
int task_wait_for(struct task *self, struct async_record *record);
/* Wake it with -ECANCELED. */
void task_wake_cancelled(struct task *task, struct error *why);
/* Ask for the end of what this is; false if it has ended. */
bool record_cancel(struct async_record *record, struct error *why);
/* cancel.c: a task's cancel_wait while it awaits a record. */
bool task_cancel_awaited(struct task *task, struct error *why);
/* The same as record_cancel() for a task. */
bool task_cancel(struct task *task, struct error *why);

static inline bool task_has_on_stack(const struct task *task, const void *pointer)
{
    return stack_has(task, pointer);
}

/* task_end.c: the last step of a task, whose coroutine returned `result`. */
_Noreturn void task_end(struct task *task, void *result);

/* callback.c: at the end of a run, those that have not had their turn. */
void callbacks_drop_all(void);

/* future.c: after a run, what waits for futures that were never done. */
void futures_drop_all(void);

/* gather.c: the i-th child of a gather that is not done; NULL after the last. */
struct async_record *gather_child(const struct async_record *outer, int i);

/* synchronous.c: one after another. */
void synchronous_run(struct task *task);
int synchronous_sleep(struct task *self, int64_t ns, const char *place);
_Noreturn void synchronous_stuck(struct task *self, const char *awaited);
/* A time limit that passed while the thread was busy cannot interrupt: say so. */
void synchronous_late(struct task *self, const char *what, double seconds,
                      const char *place);
/* run.c: nobody runs until then. */
void block_thread(int64_t when, const char *place);

#endif
