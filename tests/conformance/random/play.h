/* SPDX-License-Identifier: MIT */
/* What the parts of the interpreter share: who acts, on what, and what is told. */
#ifndef PLAY_H
#define PLAY_H

#include "async.h"
#include "script.h"

enum slot_state {
    SLOT_FRESH,                         /* a coroutine that nobody has started */
    SLOT_TASK,
    SLOT_MEMBER,                        /* a task of an open group: only for cancel */
    SLOT_GONE                           /* runs or ran in place, or its group has ended */
};

struct slot {
    enum slot_state state;
    struct async_task task;
};

/* Whoever performs operations: a task's body, a generator, a callback. */
struct actor {
    char name[8];
    bool tidying;                       /* in clean-up, or a callback */
    struct async_timeout *timeout;      /* the innermost open scopes */
    struct async_task_group *group;
};

struct play {
    const struct script *script;
    FILE *out;
    double begin;                       /* when the run began */
    bool with_text;                     /* a cancellation is told with its text */
    bool ending;                        /* main has ended */
    struct slot slots[BODIES_MOST];
    struct async_task futures[THINGS_MOST];
    struct async_generator generators[THINGS_MOST];
    struct async_handle handles[THINGS_MOST];
    struct async_lock locks[THINGS_MOST];
    struct async_semaphore semaphores[THINGS_MOST];
    struct async_event events[THINGS_MOST];
    struct async_condition conditions[THINGS_MOST];
    struct async_barrier barriers[THINGS_MOST];
    struct async_queue queues[THINGS_MOST];
};

extern struct play play;

/* An operation: 0, or -code, which ends the body that it stands in. */
typedef int operation_fn(struct actor *me, const struct op *op);
int run_block(struct actor *me, const struct op *op);
void *run_body(void *slot);
void *run_generator(void *number);
void *run_callback(void *number);

/* "TIME WHO LINE WHAT". */
void tell(const struct actor *me, const struct op *op, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
void tell_begin(const struct actor *me, const struct op *op);
/* Tell how it went: `value` for success (0: "ok").  What was refused ends no body. */
int told(const struct actor *me, const struct op *op, int rc, intptr_t value);
/* An outcome in a word. */
void write_outcome(const struct async_error *error, intptr_t value);

/* What an operand stands for; id 0 if there is no such thing now.  `start`: a fresh
 * coroutine becomes a task. */
struct async_task resolve(const struct operand *operand, bool start);

#define X(word, arguments) int do_##word(struct actor *me, const struct op *op);
OPERATIONS(X)
#undef X

#endif
