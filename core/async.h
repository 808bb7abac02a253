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

typedef void *async_fn(void *arg);  /* a coroutine: it may wait */

enum async_code {
    ASYNC_EGROUP = 10001,           /* several failures: see async_error.errors */
    ASYNC_EUSER = 11000             /* first code that is the program's own */
};

/* ---- Failures ------------------------------------------------------------ */

struct async_error {                /* read only; as good as what it came from */
    int code;                       /* > 0; ECANCELED for a cancellation */
    const char *text;               /* "" where none was given */
    int count;                      /* of errors; 0 unless code is ASYNC_EGROUP */
    const struct async_error *const *errors;
    const struct async_error *context;  /* the failure it answered, or NULL */
};

/* End this coroutine as failed: `return async_fail(EIO, "no paper")`.  The text
 * is formatted and kept by the runtime.  Does nothing unless returned. */
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

/* One handle for what asyncio can await: a coroutine that has not started, or a
 * task.  It answers as long as the task that made it lives; of outcomes already
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
/* Wait for all; coroutines among them become tasks, in order.  Results come in
 * argument order (results may be NULL; NULL for a failed one).  Returns at the first
 * failure, and the others go on; with ASYNC_RETURN_EXCEPTIONS 0 when all have
 * ended, however.  Suspends. */
int async_gather(const struct async_task *tasks, int n, void **results, int flags);
enum async_flag { ASYNC_RETURN_EXCEPTIONS = 1 };

struct async_task async_current_task(void);             /* id 0 outside a task */
const char *async_get_name(struct async_task task);
bool async_done(struct async_task task);
bool async_cancelled(struct async_task task);
/* The outcome without waiting; -EINVAL while there is none. */
int async_result(struct async_task task, void **result);
/* The failure of a finished task, NULL if it succeeded; good as long as the handle. */
const struct async_error *async_exception(struct async_task task);

/* Request: the pending (or next) wait of the task returns -ECANCELED, once, when
 * its turn comes.  False if it is done.  Nothing is unwound behind its back. */
bool async_cancel(struct async_task task);
int async_cancelling(struct async_task task);           /* requests not taken back */
int async_uncancel(struct async_task task);             /* take one back: how many left */

/* ---- Bare coroutines: the layer below, with no loop and no clock ---------- */

struct async_bare;                  /* owned by its creator until destroyed */
enum async_bare_status { ASYNC_BARE_SUSPENDED, ASYNC_BARE_RUNNING, ASYNC_BARE_DONE };
/* NULL when out of memory. */
struct async_bare *async_bare_create(async_fn *fn, void *arg);
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
int async_set_stack_size(size_t bytes);         /* INTERLEAVE_STACK: 0, or -EINVAL */
/* Opt in: a crash or a stack overflow names the task and the line, on stderr. */
void async_enable_faulthandler(void);
/* Every task that has not ended: what it waits for, and where. */
void async_print_tasks(int fd);

struct async_report {               /* never retrieved, never awaited, ... */
    const char *message;
    const struct async_error *error;    /* NULL where there is none */
    struct async_task task;         /* id 0 where it is no task's */
};
typedef void async_report_fn(const struct async_report *report, void *arg);
void async_set_exception_handler(async_report_fn *fn, void *arg); /* NULL: stderr */

/* ---- Places: each call that creates or waits tells where it stands -------- */

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
int async_gather_at(const struct async_task *tasks, int n, void **results, int flags,
                    const char *place);
bool async_cancel_at(struct async_task task, const char *place);

#define async_run(fn, arg, result) async_run_at(fn, arg, result, #fn, ASYNC_PLACE)
#define async_sleep(seconds) async_sleep_at(seconds, ASYNC_PLACE)
#define async_blocking_sleep(seconds) async_blocking_sleep_at(seconds, ASYNC_PLACE)
#define async_coroutine(name, fn, arg) \
    async_coroutine_at(name, fn, arg, #fn, ASYNC_PLACE)
#define async_coroutine_with(name, fn, arg, size) \
    async_coroutine_with_at(name, fn, arg, size, #fn, ASYNC_PLACE)
#define async_create_task(name, fn, arg) \
    async_create_task_at(name, fn, arg, #fn, ASYNC_PLACE)
#define async_await(task, result) async_await_at(task, result, ASYNC_PLACE)
#define async_gather(tasks, n, results, flags) \
    async_gather_at(tasks, n, results, flags, ASYNC_PLACE)
#define async_cancel(task) async_cancel_at(task, ASYNC_PLACE)

#endif
