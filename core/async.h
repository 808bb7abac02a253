/* SPDX-License-Identifier: MIT */
/* Coroutines with asyncio's semantics and asyncio's words, on libev.
 *
 * A call that can wait says "Suspends." and returns >= 0, or minus a code: an
 * errno, one of enum async_code, or the program's own from ASYNC_EUSER on.  Codes
 * are given as they are (EIO) and returned negative (-EIO).  The story behind the
 * last negative return is in async_caught().  Seconds are double.  Handles are
 * small values: copy them, keep them, forget them; nothing is freed by hand. */
#ifndef ASYNC_H
#define ASYNC_H

#include <errno.h>
#include <math.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define ASYNC_FOREVER INFINITY      /* a time that asyncio writes as None */

typedef void *async_fn(void *arg);  /* a coroutine, a generator, a callback */

enum async_code {
    ASYNC_EGROUP = 10001,           /* several failures: see async_error.errors */
    ASYNC_ECLOSED,                  /* a generator is being closed (GeneratorExit) */
    ASYNC_EBROKEN,                  /* a barrier is broken */
    ASYNC_EUSER = 11000             /* first code that is the program's own */
};

/* ---- Failures ------------------------------------------------------------ */

struct async_error {                /* read only; as good as what it came from */
    int code;                       /* > 0; ECANCELED for a cancellation */
    const char *text;               /* "" where none was given */
    int count;                      /* of errors; 0 unless code is ASYNC_EGROUP */
    const struct async_error *const *errors;
    const struct async_error *context;  /* what it answered, or NULL */
};

/* End this coroutine as failed: `return async_fail(EIO, "no paper")`.  The text
 * is formatted and kept by the runtime.  Does nothing unless returned.  It answers the
 * failure that this coroutine caught last, if any: clean-up that fails the cancellation,
 * as a time-out answers that of the awaited, a group's how its body ended. */
void *async_fail(int code, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* The same where a function returns int: `return async_set_error(EIO, "...")`
 * sets async_caught() and is -EIO. */
int async_set_error(int code, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* End this coroutine as rc says: `return async_return(rc)`.  rc >= 0: NULL, all is
 * well.  -ECANCELED: cancelled.  Else failed with that code, and with the text
 * that this task last got with it. */
void *async_return(int rc);
/* The failure that the last negative return in this task stood for (outside a
 * task: of async_run).  Never NULL.  Good until the next negative return. */
const struct async_error *async_caught(void);

/* ---- Running ------------------------------------------------------------- */

/* Run fn(arg) as the main task; then cancel the tasks that are left and wait for
 * their clean-up.  Returns 0 with main's result (result may be NULL), or -code
 * when main failed.  Not nestable: -EBUSY inside a run. */
int async_run(async_fn *fn, void *arg, void **result);
/* Seconds on the program's clock, from 0; read live, never stale. */
double async_time(void);
/* Let others run for that long; 0 gives way once.  0, or -ECANCELED.  Suspends. */
int async_sleep(double seconds);
/* time.sleep: stops everything on this thread for that long, by the same clock. */
void async_blocking_sleep(double seconds);

/* ---- Tasks --------------------------------------------------------------- */

/* One handle for what asyncio can await: a coroutine that has not started, a task, a
 * future.  It answers as long as its maker lives (main: the run); of outcomes already
 * taken the last 1,000 stay.  Using a stale one stops the program and names it. */
struct async_task {
    struct async_record *record;    /* private */
    uint64_t id;                    /* 0: no task */
};

/* A coroutine: nothing runs until it is awaited (in place: in the awaiter's task
 * and on its stack) or made a task.  Never awaited: a warning.  The name is copied
 * (31 bytes).  The argument must outlive the coroutine's end. */
struct async_task async_coroutine(const char *name, async_fn *fn, void *arg);
/* The same with a copy of the argument, so that a loop may reuse its variable. */
struct async_task async_coroutine_with(const char *name, async_fn *fn,
                                       const void *arg, size_t size);
/* coro.close(): it will not run. */
void async_close(struct async_task coroutine);
/* A task: its first step comes when the maker next gives way. */
struct async_task async_create_task(const char *name, async_fn *fn, void *arg)
    __attribute__((warn_unused_result));
/* Make a coroutine a task; a task is returned as it is. */
struct async_task async_ensure_future(struct async_task awaitable);
/* `del task`: it runs on, its memory goes with it, a failure is reported at once. */
void async_forget(struct async_task task);

/* Wait for the outcome: 0 with *result (may be NULL), or -code.  May be asked
 * again.  Gives way only if it has to wait.  Cancelling the waiter cancels the
 * awaited.  Suspends. */
int async_await(struct async_task task, void **result);

struct async_task async_current_task(void);             /* id 0 outside a task */
/* The tasks that have not ended, in order of creation, at most `max` of them.  How
 * many there are. */
int async_all_tasks(struct async_task *tasks, int max);
const char *async_get_name(struct async_task task);
void async_set_name(struct async_task task, const char *name);
bool async_done(struct async_task task);
bool async_cancelled(struct async_task task);
/* The outcome without waiting; -EINVAL while there is none. */
int async_result(struct async_task task, void **result);
/* The failure of a finished task, NULL if it succeeded; good as long as the handle. */
const struct async_error *async_exception(struct async_task task);
/* Called from the loop, one turn after the end, in order of adding. */
typedef void async_done_fn(struct async_task task, void *arg);
void async_add_done_callback(struct async_task task, async_done_fn *fn, void *arg);
/* How many were removed. */
int async_remove_done_callback(struct async_task task, async_done_fn *fn, void *arg);

/* Request: the pending (or next) wait of the task returns -ECANCELED, once, when
 * its turn comes.  False if it is done.  Nothing is unwound behind its back.  The
 * text, if any, is async_caught()->text there. */
bool async_cancel(struct async_task task);
bool async_cancel_with(struct async_task task, const char *text);
int async_cancelling(struct async_task task);           /* requests not taken back */
int async_uncancel(struct async_task task);             /* take one back: how many left */
/* A future: done when somebody says so. */
struct async_task async_future(const char *name);
int async_set_result(struct async_task future, void *result);   /* -EINVAL: is done */
int async_set_exception(struct async_task future, int code, const char *text);

/* ---- Several at once: coroutines among `tasks` become tasks, in order ---- */

enum async_flag {
    ASYNC_RETURN_EXCEPTIONS = 1,    /* gather: 0 when all have ended, however */
    ASYNC_FIRST_COMPLETED,          /* wait: which return_when */
    ASYNC_FIRST_EXCEPTION,
    ASYNC_ALL_COMPLETED
};

/* Wait for all.  Results come in argument order (results may be NULL; NULL for a
 * failed one).  Returns at the first failure, and the others go on.  Suspends. */
int async_gather(const struct async_task *tasks, int n, void **results, int flags);
/* How many are done; `sorted` (n entries, may be `tasks`, may be NULL) gets these,
 * then the pending ones, both in the order given.  Nothing is cancelled.  -EINVAL for
 * n < 1, a coroutine, or another flag.  Suspends. */
int async_wait(const struct async_task *tasks, int n, int return_when,
               double timeout, struct async_task *sorted);
/* Await with a limit: at the limit cancels it, waits for its end, then returns its
 * outcome, or -ETIMEDOUT if it ended cancelled.  Suspends. */
int async_wait_for(struct async_task task, double timeout, void **result);
/* Await; cancelling the waiter does not reach the task.  Suspends. */
int async_shield(struct async_task task, void **result);
/* gather and shield as something to put into gather, wait, wait_for, ... */
struct async_task async_gather_future(const struct async_task *tasks, int n, int flags);
struct async_task async_shield_future(struct async_task task);

/* In order of completion: 1 and *task, 0 after the last, -ETIMEDOUT.  It begins, and
 * the time-out with it, when the first one is asked for.  Leaving early needs
 * async_completed_end(); after 0 or a failure it is done already. */
struct async_completed { void *state; };    /* private */
struct async_completed async_as_completed(const struct async_task *tasks, int n,
                                          double timeout);
int async_next_completed(struct async_completed *it, struct async_task *task);
void async_completed_end(struct async_completed *it);

/* ---- Scopes: begin, body, `rc = ..._end(&scope, rc)`; always reached ------
 * rc is how the body went; end returns how it goes on.  Innermost ends first, in
 * the same task; a task that ends with one open stops the program. */

struct async_timeout {              /* private */
    double when;
    struct async_record *task;
    void *outer, *timer;
    int state, cancelling;
};
void async_timeout_begin(struct async_timeout *scope, double seconds);
void async_timeout_begin_at(struct async_timeout *scope, double when);
/* 0; -EINVAL once it has expired or ended. */
int async_timeout_reschedule(struct async_timeout *scope, double when);
double async_timeout_when(const struct async_timeout *scope);
bool async_timeout_expired(const struct async_timeout *scope);  /* also after end */
/* -ETIMEDOUT if rc is the -ECANCELED of this very deadline, else rc. */
int async_timeout_end(struct async_timeout *scope, int rc);

struct async_task_group {           /* private */
    struct async_record *parent;
    void *outer, *members, *errors, *waiting;
    int running, error_count, state;
};
void async_task_group_begin(struct async_task_group *group);
/* id 0 and async_caught() once the group shuts down or is finished. */
struct async_task async_task_group_create_task(struct async_task_group *group,
                                               const char *name, async_fn *fn,
                                               void *arg);
/* Wait for all (rc < 0: cancel them first).  0; -ASYNC_EGROUP with every failure, the
 * body's last; -ECANCELED if only cancelled from outside.  Suspends. */
int async_task_group_end(struct async_task_group *group, int rc);

/* ---- Shared things: embedded, no clean-up, must outlive their users.  Fair: who
 * has waited longest goes first.  `name` must last; it is shown.  Refused misuse
 * returns -code and CPython's words in async_caught(). ------------------------- */

struct async_waiters { void *first, *last; };           /* private */

struct async_lock { const char *name; struct async_waiters waiters; bool locked; };
#define ASYNC_LOCK(name) { (name), { NULL, NULL }, false }
void async_lock_init(struct async_lock *lock, const char *name);
int async_lock_acquire(struct async_lock *lock);        /* 0.  Suspends. */
int async_lock_release(struct async_lock *lock);        /* 0, -EPERM */
bool async_lock_locked(const struct async_lock *lock);

struct async_event { const char *name; struct async_waiters waiters; bool set; };
#define ASYNC_EVENT(name) { (name), { NULL, NULL }, false }
void async_event_init(struct async_event *event, const char *name);
void async_event_set(struct async_event *event);
void async_event_clear(struct async_event *event);
bool async_event_is_set(const struct async_event *event);
int async_event_wait(struct async_event *event);        /* 0.  Suspends. */

struct async_condition {
    const char *name;
    struct async_waiters waiters;
    struct async_lock own, *lock;   /* lock NULL: its own */
};
#define ASYNC_CONDITION(name) \
    { (name), { NULL, NULL }, { (name), { NULL, NULL }, false }, NULL }
void async_condition_init(struct async_condition *condition, const char *name,
                          struct async_lock *lock);     /* NULL: its own lock */
int async_condition_acquire(struct async_condition *condition); /* 0.  Suspends. */
int async_condition_release(struct async_condition *condition); /* 0, -EPERM */
bool async_condition_locked(const struct async_condition *condition);
/* Releases, waits, has the lock again whatever it returns.  Suspends. */
int async_condition_wait(struct async_condition *condition);
int async_condition_wait_for(struct async_condition *condition,
                             bool (*predicate)(void *arg), void *arg);  /* Suspends. */
int async_condition_notify(struct async_condition *condition, int n);   /* 0, -EPERM */
int async_condition_notify_all(struct async_condition *condition);      /* 0, -EPERM */

struct async_semaphore {
    const char *name;
    struct async_waiters waiters;
    int value, bound;               /* bound 0: none */
};
#define ASYNC_SEMAPHORE(name, value) { (name), { NULL, NULL }, (value), 0 }
#define ASYNC_BOUNDED_SEMAPHORE(name, value) { (name), { NULL, NULL }, (value), (value) }
int async_semaphore_init(struct async_semaphore *semaphore, const char *name,
                         int value);                    /* 0, -EINVAL: negative */
int async_bounded_semaphore_init(struct async_semaphore *semaphore, const char *name,
                                 int value);            /* 0, -EINVAL: not above 0 */
int async_semaphore_acquire(struct async_semaphore *semaphore); /* 0.  Suspends. */
int async_semaphore_release(struct async_semaphore *semaphore); /* 0, -EINVAL: bound,
                                                                 * -EOVERFLOW */
bool async_semaphore_locked(const struct async_semaphore *semaphore);

struct async_barrier {
    const char *name;
    struct async_condition condition;
    int parties, state, count;
};
int async_barrier_init(struct async_barrier *barrier, const char *name,
                       int parties);                    /* 0, -EINVAL: below 1 */
/* 0 to parties - 1, each once; -ASYNC_EBROKEN.  Suspends. */
int async_barrier_wait(struct async_barrier *barrier);
int async_barrier_reset(struct async_barrier *barrier);         /* Suspends. */
int async_barrier_abort(struct async_barrier *barrier);         /* Suspends. */
int async_barrier_n_waiting(const struct async_barrier *barrier);
bool async_barrier_broken(const struct async_barrier *barrier);

/* Queue of pointers; maxsize 0 is unbounded.  Its store is given back by destroy;
 * what the items point to is the program's. */
typedef int async_compare_fn(const void *a, const void *b);     /* as qsort() has it */
struct async_queue {
    const char *name;
    struct async_waiters getters, putters;
    struct async_event finished;
    void **store;
    async_compare_fn *compare;      /* a priority queue's */
    int maxsize, size, plain, head, mask, unfinished, kind;
};
#define ASYNC_QUEUE(id, limit) { .name = (id), .maxsize = (limit) }
void async_queue_init(struct async_queue *queue, const char *name, int maxsize);
void async_lifo_queue_init(struct async_queue *queue, const char *name, int maxsize);
/* The smallest first; of equal ones in the order of heapq, not of arrival. */
void async_priority_queue_init(struct async_queue *queue, const char *name, int maxsize,
                               async_compare_fn *compare);
void async_queue_destroy(struct async_queue *queue);
int async_queue_put(struct async_queue *queue, void *item);     /* 0.  Suspends. */
int async_queue_get(struct async_queue *queue, void **item);    /* 0.  Suspends. */
int async_queue_put_nowait(struct async_queue *queue, void *item);      /* -EAGAIN: full */
int async_queue_get_nowait(struct async_queue *queue, void **item);     /* -EAGAIN: empty */
int async_queue_task_done(struct async_queue *queue);   /* -EINVAL: too many times */
int async_queue_join(struct async_queue *queue);        /* 0.  Suspends. */
int async_queue_qsize(const struct async_queue *queue);
bool async_queue_empty(const struct async_queue *queue);
bool async_queue_full(const struct async_queue *queue);

/* ---- Asynchronous generators: run in the consumer's task, on their own stack */

struct async_generator { struct async_record *record; uint64_t id; };   /* private */
struct async_generator async_generator(const char *name, async_fn *fn, void *arg);
/* 1 and *value, 0 when exhausted or closed, -code.  Suspends. */
int async_next(struct async_generator generator, void **value);
int async_send(struct async_generator generator, void *in, void **value);   /* asend */
int async_throw(struct async_generator generator, int code, const char *text,
                void **value);                                              /* athrow */
/* aclose: its pending async_yield() returns -ASYNC_ECLOSED, its clean-up runs, and
 * ending with that is a normal close.  Any generator left is closed at the end of the
 * run.  Suspends. */
int async_generator_close(struct async_generator generator);
/* In a generator: give a value, wait for the next request.  0 and *sent (may be NULL;
 * NULL for async_next), or -code: thrown in, or -ASYNC_ECLOSED.  The value may point
 * to a local: it is the consumer's until it asks again. */
int async_yield(void *value, void **sent);

/* ---- The loop: callbacks, descriptors, signals ---------------------------- */

struct async_handle { struct async_record *record; uint64_t id; };      /* private */
/* fn(arg), from the loop: it must not wait.  A failure it returns is reported. */
struct async_handle async_call_soon(async_fn *fn, void *arg);
struct async_handle async_call_later(double seconds, async_fn *fn, void *arg);
struct async_handle async_call_at(double when, async_fn *fn, void *arg);
void async_handle_cancel(struct async_handle handle);   /* no effect once it ran */
bool async_handle_cancelled(struct async_handle handle);

/* fn(arg) whenever the descriptor is readable (writable), until removed; it takes the
 * place of an earlier one.  Remove it before closing the descriptor.  0, or -EBADF. */
int async_add_reader(int fd, async_fn *fn, void *arg);
int async_add_writer(int fd, async_fn *fn, void *arg);
int async_remove_reader(int fd);        /* 1 if there was one, 0 if not */
int async_remove_writer(int fd);
/* 0, -ECANCELED, -EBADF, or -EBUSY where somebody waits for it already.  Suspends. */
int async_wait_readable(int fd);
int async_wait_writable(int fd);
/* Its other end is outside this process: the virtual clock waits for it.  Forgotten
 * when the loop ends or by the next call. */
void async_fd_outside(int fd, bool outside);
const char *async_selector(void);       /* how that is heard: "epoll", "kqueue", ... */
/* fn(arg), from the loop, after each such signal.  0, or -EINVAL. */
int async_add_signal_handler(int signal, async_fn *fn, void *arg);
int async_remove_signal_handler(int signal);    /* 1 if there was one, 0 if not */

/* ---- Bare coroutines: the layer below, with no loop and no clock ---------- */

struct async_bare;                  /* owned by its creator until destroyed */
enum async_bare_status { ASYNC_BARE_SUSPENDED, ASYNC_BARE_RUNNING, ASYNC_BARE_DONE };
struct async_bare *async_bare_create(async_fn *fn, void *arg);  /* NULL: no memory */
/* Run it until it yields or ends; `in` is what its async_bare_yield() returns.  1 with
 * what it gave in *out, 0 with its result at the end; -EINVAL if it is done or running. */
int async_bare_resume(struct async_bare *bare, void *in, void **out);
/* Inside one: give a value to whoever resumed it, and wait for the next resume. */
void *async_bare_yield(void *out);
enum async_bare_status async_bare_status(const struct async_bare *bare);
/* What it owns is not released: let it end where that matters.  -EINVAL: it runs. */
int async_bare_destroy(struct async_bare *bare);

/* ---- Settings: before async_run, or by the environment ------------------- */

enum async_clock { ASYNC_REAL, ASYNC_PACED, ASYNC_VIRTUAL };
/* INTERLEAVE_CLOCK.  factor: how fast a paced clock goes (1: real time). */
void async_set_clock(enum async_clock clock, double factor);
void async_set_stretch(double factor);          /* INTERLEAVE_STRETCH: every duration */
void async_set_synchronous(bool on);            /* INTERLEAVE_SYNC: one after another */
bool async_is_synchronous(void);
int async_set_trace(const char *path);          /* INTERLEAVE_TRACE: 0, or -errno */
/* Open it now, and wait for a screen that holds us; else async_run() does.  For programs
 * that print before. */
void async_start_trace(void);
void async_set_debug(bool on);                  /* INTERLEAVE_DEBUG: slow steps are told */
bool async_get_debug(void);
void async_set_slow_callback_duration(double seconds);  /* 0.1 unless set */
/* INTERLEAVE_SCHEDULE: who is next is drawn by this seed; 0: first in, first out. */
void async_set_schedule(uint64_t seed);
void async_enable_task_dump(void);              /* SIGQUIT (Ctrl-\) prints the tasks */
int async_set_stack_size(size_t bytes);         /* INTERLEAVE_STACK: 0, or -EINVAL */
/* Opt in: a crash or a stack overflow names the task and the line, on stderr. */
void async_enable_faulthandler(void);
/* The tree of who awaits whom: what each waits for, since when, and where. */
void async_print_tasks(int fd);

struct async_report {               /* never retrieved, never awaited, ... */
    const char *message;
    const struct async_error *error;    /* NULL where there is none */
    struct async_task task;         /* id 0 where it is no task's */
};
typedef void async_report_fn(const struct async_report *report, void *arg);
void async_set_exception_handler(async_report_fn *fn, void *arg); /* NULL: stderr */

/* ---- Places: each call that makes something or waits tells where it stands.  The
 * calls above are macros for these; take the address of one of these if need be. - */

#define ASYNC_STRING_(x) #x
#define ASYNC_STRING(x) ASYNC_STRING_(x)
#define ASYNC_PLACE __FILE__ ":" ASYNC_STRING(__LINE__)

int async_run_at(async_fn *fn, void *arg, void **result,
                 const char *function, const char *place);
int async_sleep_at(double seconds, const char *place);
void async_blocking_sleep_at(double seconds, const char *place);
struct async_task async_coroutine_at(const char *name, async_fn *fn, void *arg,
                                     const char *function, const char *place);
struct async_task async_coroutine_with_at(const char *name, async_fn *fn,
                                          const void *arg, size_t size,
                                          const char *function, const char *place);
struct async_task async_create_task_at(const char *name, async_fn *fn, void *arg,
                                       const char *function, const char *place)
    __attribute__((warn_unused_result));
int async_await_at(struct async_task task, void **result, const char *place);
bool async_cancel_with_at(struct async_task task, const char *text, const char *place);
struct async_task async_future_at(const char *name, const char *place);
int async_gather_at(const struct async_task *tasks, int n, void **results, int flags,
                    const char *place);
int async_wait_at(const struct async_task *tasks, int n, int return_when,
                  double timeout, struct async_task *sorted, const char *place);
int async_wait_for_at(struct async_task task, double timeout, void **result,
                      const char *place);
int async_shield_at(struct async_task task, void **result, const char *place);
int async_next_completed_at(struct async_completed *it, struct async_task *task,
                            const char *place);
struct async_task async_task_group_create_task_at(struct async_task_group *group,
                                                  const char *name, async_fn *fn,
                                                  void *arg, const char *function,
                                                  const char *place);
int async_task_group_end_at(struct async_task_group *group, int rc, const char *place);
void async_timeout_begin_in(struct async_timeout *scope, double seconds,
                            const char *place);
int async_timeout_end_at(struct async_timeout *scope, int rc, const char *place);
int async_lock_acquire_at(struct async_lock *lock, const char *place);
int async_event_wait_at(struct async_event *event, const char *place);
int async_condition_acquire_at(struct async_condition *condition, const char *place);
int async_condition_wait_at(struct async_condition *condition, const char *place);
int async_condition_wait_for_at(struct async_condition *condition,
                                bool (*predicate)(void *arg), void *arg,
                                const char *place);
int async_semaphore_acquire_at(struct async_semaphore *semaphore, const char *place);
int async_barrier_wait_at(struct async_barrier *barrier, const char *place);
int async_barrier_reset_at(struct async_barrier *barrier, const char *place);
int async_barrier_abort_at(struct async_barrier *barrier, const char *place);
int async_queue_put_at(struct async_queue *queue, void *item, const char *place);
int async_queue_get_at(struct async_queue *queue, void **item, const char *place);
int async_queue_join_at(struct async_queue *queue, const char *place);
struct async_generator async_generator_at(const char *name, async_fn *fn, void *arg,
                                          const char *function, const char *place);
int async_wait_readable_at(int fd, const char *place);
int async_wait_writable_at(int fd, const char *place);
struct async_handle async_call_soon_at(async_fn *fn, void *arg, const char *function,
                                       const char *place);
struct async_handle async_call_later_at(double seconds, async_fn *fn, void *arg,
                                        const char *function, const char *place);
struct async_handle async_call_at_at(double when, async_fn *fn, void *arg,
                                     const char *function, const char *place);

/* (Variadic, since a compound literal with commas counts as several arguments.) */
#define async_run(fn, ...) async_run_at(fn, __VA_ARGS__, #fn, ASYNC_PLACE)
#define async_sleep(...) async_sleep_at(__VA_ARGS__, ASYNC_PLACE)
#define async_blocking_sleep(...) async_blocking_sleep_at(__VA_ARGS__, ASYNC_PLACE)
#define async_coroutine(name, fn, ...) \
    async_coroutine_at(name, fn, __VA_ARGS__, #fn, ASYNC_PLACE)
#define async_coroutine_with(name, fn, ...) \
    async_coroutine_with_at(name, fn, __VA_ARGS__, #fn, ASYNC_PLACE)
#define async_create_task(name, fn, ...) \
    async_create_task_at(name, fn, __VA_ARGS__, #fn, ASYNC_PLACE)
#define async_await(...) async_await_at(__VA_ARGS__, ASYNC_PLACE)
#define async_cancel(...) async_cancel_with_at(__VA_ARGS__, "", ASYNC_PLACE)
#define async_cancel_with(...) async_cancel_with_at(__VA_ARGS__, ASYNC_PLACE)
#define async_future(...) async_future_at(__VA_ARGS__, ASYNC_PLACE)
#define async_gather(...) async_gather_at(__VA_ARGS__, ASYNC_PLACE)
#define async_wait(...) async_wait_at(__VA_ARGS__, ASYNC_PLACE)
#define async_wait_for(...) async_wait_for_at(__VA_ARGS__, ASYNC_PLACE)
#define async_shield(...) async_shield_at(__VA_ARGS__, ASYNC_PLACE)
#define async_next_completed(...) async_next_completed_at(__VA_ARGS__, ASYNC_PLACE)
#define async_task_group_create_task(group, name, fn, ...) \
    async_task_group_create_task_at(group, name, fn, __VA_ARGS__, #fn, ASYNC_PLACE)
#define async_task_group_end(...) async_task_group_end_at(__VA_ARGS__, ASYNC_PLACE)
#define async_timeout_begin(...) async_timeout_begin_in(__VA_ARGS__, ASYNC_PLACE)
#define async_timeout_end(...) async_timeout_end_at(__VA_ARGS__, ASYNC_PLACE)
#define async_lock_acquire(...) async_lock_acquire_at(__VA_ARGS__, ASYNC_PLACE)
#define async_event_wait(...) async_event_wait_at(__VA_ARGS__, ASYNC_PLACE)
#define async_condition_acquire(...) async_condition_acquire_at(__VA_ARGS__, ASYNC_PLACE)
#define async_condition_wait(...) async_condition_wait_at(__VA_ARGS__, ASYNC_PLACE)
#define async_condition_wait_for(...) \
    async_condition_wait_for_at(__VA_ARGS__, ASYNC_PLACE)
#define async_semaphore_acquire(...) async_semaphore_acquire_at(__VA_ARGS__, ASYNC_PLACE)
#define async_barrier_wait(...) async_barrier_wait_at(__VA_ARGS__, ASYNC_PLACE)
#define async_barrier_reset(...) async_barrier_reset_at(__VA_ARGS__, ASYNC_PLACE)
#define async_barrier_abort(...) async_barrier_abort_at(__VA_ARGS__, ASYNC_PLACE)
#define async_queue_put(...) async_queue_put_at(__VA_ARGS__, ASYNC_PLACE)
#define async_queue_get(...) async_queue_get_at(__VA_ARGS__, ASYNC_PLACE)
#define async_queue_join(...) async_queue_join_at(__VA_ARGS__, ASYNC_PLACE)
#define async_generator(name, fn, ...) \
    async_generator_at(name, fn, __VA_ARGS__, #fn, ASYNC_PLACE)
#define async_wait_readable(...) async_wait_readable_at(__VA_ARGS__, ASYNC_PLACE)
#define async_wait_writable(...) async_wait_writable_at(__VA_ARGS__, ASYNC_PLACE)
#define async_call_soon(fn, ...) async_call_soon_at(fn, __VA_ARGS__, #fn, ASYNC_PLACE)
#define async_call_later(seconds, fn, ...) \
    async_call_later_at(seconds, fn, __VA_ARGS__, #fn, ASYNC_PLACE)
#define async_call_at(when, fn, ...) \
    async_call_at_at(when, fn, __VA_ARGS__, #fn, ASYNC_PLACE)

#endif
