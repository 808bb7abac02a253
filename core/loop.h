/* SPDX-License-Identifier: MIT */
/* The event loop: passes over what is ready, and waits between them. */
#ifndef LOOP_H
#define LOOP_H

#include "context.h"
#include "logger.h"
#include "ready.h"
#include "task.h"

struct loop {
    struct task *current;               /* who has the thread; NULL: the loop */
    struct ready *first, **last;        /* what is ready, in order */
    struct ready *pass_end;             /* the running pass's last entry; NULL: it is over */
    bool one_by_one;                    /* every step starts from the loop */
    bool polls;                         /* each pass looks at descriptors and signals */
    bool running, stopping;
    bool synchronous;                   /* one task after another */
    bool shutting_down;                 /* main has ended: what is left was cancelled */
    uint32_t left_behind;               /* of these, how many have not ended */
    bool special;                       /* one of these, or a log: no short cuts */
    int64_t looked;                     /* the clock's time when it was last read */
    struct context context;             /* the loop's own flow, on the thread's stack */
};

extern struct loop loop;

/* Something gets a turn, after all that have one already.  (No count of them is kept:
 * it would be the longest chain of dependent steps in a switch.) */
static inline void loop_push(struct ready *entry)
{
    entry->next = NULL;
    *loop.last = entry;
    loop.last = &entry->next;
}

static inline struct ready *loop_pop(void)
{
    struct ready *entry = loop.first;

    loop.first = entry->next;
    if (!loop.first)
        loop.last = &loop.first;
    if (entry == loop.pass_end)
        loop.pass_end = NULL;
    return entry;
}

/* The task in front of the ready queue takes a step of this pass. */
static inline struct task *loop_pop_task(void)
{
    struct task *task = CONTAINER_OF(loop_pop(), struct task, run);

    loop.current = task;
    return task;
}

/* Take something out that has not had its turn. */
void loop_remove(struct ready *entry);
/* alarm.c: what is due gets its turn. */
void loop_fire_timers(int64_t now);
/* Passes until somebody sets loop.stopping. */
void loop_run(void);
/* Stop when so many more passes have begun and ended. */
void loop_stop_after(int passes);
void loop_log_pass(void);
static inline void loop_begin_pass(void)
{
    loop.pass_end = loop.first ? CONTAINER_OF(loop.last, struct ready, next) : NULL;
    if (logger_on)
        loop_log_pass();
}

/* A task, and in this pass: the thread may be handed to it. */
static inline bool loop_next_is_task(void)
{
    return loop.pass_end && !loop.first->run;
}

/* To be called when one of the conditions for loop.special has changed. */
static inline void loop_note_special(void)
{
    loop.special = logger_on || loop.one_by_one || loop.synchronous ||
                   loop.shutting_down;
}

/* No timer is due. */
bool loop_nothing_due(void);
/* Nothing but the ready queue asks for attention: the next pass may begin at once. */
static inline bool loop_may_go_on(void)
{
    return loop.first && !loop.one_by_one && !loop.polls && !loop.stopping &&
           (timer_earliest == TIMER_NEVER || loop_nothing_due());
}

#endif
