/* SPDX-License-Identifier: MIT */
/* The event loop: passes over what is ready, and waits between them. */
#ifndef LOOP_H
#define LOOP_H

#include "context.h"
#include "debug.h"
#include "logger.h"
#include "ready.h"
#include "task.h"

struct loop {
    struct ready *first, **last;        /* what is ready, in order, and among it: */
    struct ready pass_end;              /* who stands before it is of this pass */
    struct task *current;               /* who has the thread; NULL: the loop */
    bool one_by_one;                    /* every step starts from the loop */
    bool running, stopping;
    bool synchronous;                   /* one task after another */
    bool shutting_down;                 /* main has ended: what is left was cancelled */
    uint32_t left_behind;               /* of these, how many have not ended */
    bool special;                       /* one of these, or a log: no short cuts */
    /* Each pass looks at descriptors and signals.  Other threads set it, so it stands
     * apart from what compilers read together. */
    _Atomic bool polls;
    int64_t looked;                     /* the clock's time when it was last read */
    struct context context;             /* the loop's own flow, on the thread's stack */
};

extern struct loop loop;
extern _Thread_local bool loop_here;    /* this thread is the loop's */
extern _Thread_local bool loop_home;    /* it has run loops, or is the program's first */
/* How this thread blocks and what it prints is the program's own, and so the log's. */
bool loop_at_home(void);

/* Something gets a turn, after all that have one already.  (No count of them is kept:
 * it would be the longest chain of dependent steps in a switch.) */
static inline void loop_push(struct ready *entry)
{
    entry->next = NULL;
    *loop.last = entry;
    loop.last = &entry->next;
}

/* Somebody's turn in this pass is still to come. */
static inline bool loop_in_pass(void)
{
    return loop.first != &loop.pass_end;
}

/* Whose turn it is, in a pass. */
static inline struct ready *loop_pop(void)
{
    struct ready *entry = loop.first;

    loop.first = entry->next;
    return entry;
}

/* The task in front of the ready queue takes a step of this pass. */
static inline struct task *loop_pop_task(void)
{
    struct task *task = CONTAINER_OF(loop_pop(), struct task, run);

    loop.current = task;
    return task;
}

/* Between passes: somebody is ready for the next. */
static inline bool loop_is_ready(void)
{
    return loop.pass_end.next;
}
void loop_forget_all(void);             /* who is ready, at the end of a run */

/* The running task, for a public call that waits; outside one the program ends. */
static inline struct task *task_must_run(const char *call, const char *place)
{
    if (!loop.current || !loop_here)
        task_none_runs(call, place);
    return loop.current;
}

/* Take something out that has not had its turn. */
void loop_remove(struct ready *entry);
/* alarm.c: what is due gets its turn. */
void loop_fire_timers(int64_t now);
/* Passes until somebody calls loop_set_stopping(true). */
void loop_run(void);
/* Stop when so many more passes have begun and ended. */
void loop_stop_after(int passes);
void loop_log_pass(void);
/* Between passes, while somebody is ready: the end of the pass goes behind them all. */
static inline void loop_next_pass(void)
{
    loop.first = loop.pass_end.next;
    loop_push(&loop.pass_end);
}

static inline void loop_begin_pass(void)
{
    if (loop_is_ready())
        loop_next_pass();
    if (logger_on)
        loop_log_pass();
}

/* A task, and in this pass: the thread may be handed to it. */
static inline bool loop_next_is_task(void)
{
    return !loop.first->run;
}

/* To be called when one of the conditions for loop.special has changed. */
static inline void loop_note_special(void)
{
    loop.special = logger_on || loop.one_by_one || loop.synchronous ||
                   loop.shutting_down || loop.stopping || debug_on;
}

static inline void loop_set_stopping(bool on)
{
    loop.stopping = on;
    loop_note_special();
}

/* No timer is due. */
bool loop_nothing_due(void);
/* Somebody is ready, and nothing else asks for attention but, perhaps, a timer. */
static inline bool loop_goes_on(void)
{
    return loop_is_ready() && !loop.polls && !loop.stopping;
}

/* The next pass may begin at once, unless every step starts from the loop. */
static inline bool loop_may_go_on(void)
{
    return loop_goes_on() && (timer_earliest == TIMER_NEVER || loop_nothing_due());
}

#endif
