/* SPDX-License-Identifier: MIT */
/* Threads: work that would block the loop goes to a pool; from other threads the loop
 * is called.
 *
 * A thread job is a function that runs on a pool thread.  There it may compute, block,
 * print, call async_time(), async_blocking_sleep(), async_fail(), async_return(),
 * async_caught() and the calls below that say "Any thread."; all others belong to the
 * loop's thread.  In synchronous mode a job runs on the spot, in its caller.
 *
 * On the virtual clock time stands still while a job computes; one inside
 * async_blocking_sleep() sleeps on that clock, and jobs that end at one instant are
 * told of in the order of their submission.  A thread that is the program's own lies
 * outside: the virtual clock does not know of it.  While no run goes on, the log has what
 * the program's first thread does, or one that has run loops, and no other. */
#ifndef ASYNC_THREAD_H
#define ASYNC_THREAD_H

#include "async.h"

/* asyncio.to_thread: run fn(arg) on a pool thread and wait for it: 0 with *result (may
 * be NULL), or -code as fn failed; -EAGAIN if no thread can be started.  Cancelled, it
 * takes a job that is still queued away; one that runs goes on, and is waited for only
 * if `arg` lies on the caller's stack.  Any other argument must outlive the job's end,
 * and a result that nobody takes is lost.  Suspends. */
int async_to_thread(const char *name, async_fn *fn, void *arg, void **result);
/* The same with a copy of the argument, which is the job's own and is copied back when
 * the job has ended in time: cancelled, the caller never waits. */
int async_to_thread_with(const char *name, async_fn *fn, void *arg, size_t size,
                         void **result);
/* loop.run_in_executor: the same as a future.  Cancelling it is as above, but never
 * waits; the argument must outlive the job's end.  id 0 and async_caught() if no
 * thread can be started. */
struct async_task async_run_in_executor(const char *name, async_fn *fn, void *arg);
/* With a copy, which stays as long as the future's handle. */
struct async_task async_run_in_executor_with(const char *name, async_fn *fn,
                                             const void *arg, size_t size);
/* How many threads the pool may have; 0: four more than there are processors, at most
 * 32, and 32 on the virtual clock.  They start as they are needed and end with the
 * run, which waits for their jobs.  0, or -EINVAL; -EBUSY within a run. */
int async_set_executor_threads(int n);

/* ---- Any thread ---------------------------------------------------------- */

/* async_call_soon(), in order of the calls of each thread.  0, or -EPERM: no run. */
int async_call_soon_threadsafe(async_fn *fn, void *arg);

/* concurrent.futures.Future: a task of the loop, seen from another thread. */
struct async_concurrent { struct threadsafe_call *call; };      /* private */
/* Make fn(arg) a task of the loop.  The argument must outlive the task. */
struct async_concurrent async_run_coroutine_threadsafe(const char *name, async_fn *fn,
                                                       void *arg);
/* Stop this thread until the task has ended: 0 with *result (may be NULL), or -code;
 * -ECANCELED also if the run ended first, -EPERM if there was none, -EDEADLK on the
 * loop's own thread.  After -ETIMEDOUT and -EDEADLK it may be asked again; else the
 * future is over. */
int async_concurrent_result(struct async_concurrent *future, double timeout,
                            void **result);
/* Ask the task to stop, as async_cancel() does. */
void async_concurrent_cancel(struct async_concurrent *future);
/* Its result is not wanted: the future is over, the task goes on. */
void async_concurrent_forget(struct async_concurrent *future);

/* ---- Places -------------------------------------------------------------- */

int async_to_thread_at(const char *name, async_fn *fn, void *arg, void **result,
                       const char *place);
int async_to_thread_with_at(const char *name, async_fn *fn, void *arg, size_t size,
                            void **result, const char *place);
struct async_task async_run_in_executor_at(const char *name, async_fn *fn,
                                           const void *arg, size_t size, bool copy,
                                           const char *place);
int async_call_soon_threadsafe_at(async_fn *fn, void *arg, const char *function,
                                  const char *place);
struct async_concurrent async_run_coroutine_threadsafe_at(const char *name, async_fn *fn,
                                                          void *arg, const char *function,
                                                          const char *place);

#define async_to_thread(name, fn, arg, result) \
    async_to_thread_at(name, fn, arg, result, ASYNC_PLACE)
#define async_to_thread_with(name, fn, arg, size, result) \
    async_to_thread_with_at(name, fn, arg, size, result, ASYNC_PLACE)
#define async_run_in_executor(name, fn, arg) \
    async_run_in_executor_at(name, fn, arg, 0, false, ASYNC_PLACE)
#define async_run_in_executor_with(name, fn, arg, size) \
    async_run_in_executor_at(name, fn, arg, size, true, ASYNC_PLACE)
#define async_call_soon_threadsafe(fn, arg) \
    async_call_soon_threadsafe_at(fn, arg, #fn, ASYNC_PLACE)
#define async_run_coroutine_threadsafe(name, fn, arg) \
    async_run_coroutine_threadsafe_at(name, fn, arg, #fn, ASYNC_PLACE)

#endif
