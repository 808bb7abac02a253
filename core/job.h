/* SPDX-License-Identifier: MIT */
/* Thread jobs, the pool that runs them, and what other threads post to the loop. */
#ifndef JOB_H
#define JOB_H

#include <pthread.h>

#include "async.h"
#include "log.h"
#include "ready.h"

struct error;
struct job;
struct loans;
struct worker;

/* ---- Posts: from any thread to the loop (inbox.c) ------------------------ */

/* Embedded in what is told; `deliver` is called on the loop's thread, once. */
struct post {
    struct post *next;
    struct job *job;                /* who posts; NULL: a thread that is not the pool's */
    void (*deliver)(struct post *post);
};

/* Guards what several threads touch: the inbox, the pool, concurrent futures. */
extern pthread_mutex_t inbox_lock;
/* With the lock: append.  poller_wake() tells the loop. */
void inbox_put(struct post *post);
/* The same with both, from any thread; false: there is no run. */
bool inbox_send(struct post *post);
/* Something is there that was not collected. */
extern _Atomic bool inbox_full;
/* On the loop's thread: deliver, or (virtual clock) keep until the jobs have settled. */
void inbox_collect(void);
/* Virtual clock: nobody computes: deliver what was kept, in order of submission. */
void inbox_deliver(void);
bool inbox_is_open(void);           /* there is a run */
void inbox_open(void);
void inbox_close(void);

/* threadsafe.c: tasks that other threads wait for, and that did not end. */
void threadsafe_drop_all(void);

/* ---- Jobs ---------------------------------------------------------------- */

enum job_state { JOB_QUEUED, JOB_COMPUTES, JOB_SLEEPS, JOB_WAITS, JOB_ENDED };

struct job {
    /* Set before it is submitted. */
    async_fn *fn;
    void *arg;
    uint32_t number;                    /* from 1, in order of submission */
    uint32_t task;                      /* who submitted it, 0: the loop */
    bool logged;                        /* a log wants to know what it does */
    bool borrows;                       /* its argument is on its waiter's stack */

    /* The loop's. */
    struct ready turn;                  /* after its end: gives out the outcome */
    struct async_record *record;        /* its future; NULL: abandoned */
    struct error *cancelled;            /* the waiter's end, when the job's has come */
    struct loans *lender;               /* of a stack that its argument lies on, or NULL */
    void *copy, *home;                  /* of its argument, or NULL; where it is from */
    size_t copy_size;
    void (*dispose)(void *arg);         /* of an argument that nobody will take */

    /* Its thread's, and the loop's after its end. */
    void *result;
    struct error *error;
    int64_t ended;                      /* when */
    struct post told;                   /* of its end */

    /* With the lock. */
    enum job_state state;
    int64_t until;                      /* asleep, or waiting with a limit */
    struct worker *worker;
    struct job *next;                   /* in the queue */
};

/* The job that this thread runs; NULL on any other thread. */
extern _Thread_local struct job *job_here;
/* async_to_thread() of what cannot fail, with an argument that is the job's: again the
 * caller's if this returns 0; else `dispose` is called when nobody uses it any more. */
int job_await(const char *name, async_fn *fn, void *arg, void (*dispose)(void *arg),
              const char *place);
/* Of `kind`, at that time on the run's clock; on the loop's thread. */
void job_log(const struct job *job, enum log_kind kind, int64_t at, const char *place);
/* On its own thread: it begins; it, or a thread that is not the pool's, sleeps. */
void job_begins(struct job *job);
void job_sleep(int64_t ns, const char *place);
/* What a thread that is not the loop's printed, and that somebody records. */
void job_print(const char *bytes, size_t size);
/* Some have not given out their outcome. */
bool jobs_are_out(void);
/* Some are: the loop stops with the last of them. */
void jobs_stop_loop(void);

/* ---- The pool (pool.c) --------------------------------------------------- */

enum { POOL_MOST = 1024 };          /* threads */


/* Give it to a thread, or queue it: 0, or -errno if there is no thread at all. */
int pool_submit(struct job *job);
/* Take it out of the queue; false if a thread has it. */
bool pool_withdraw(struct job *job);
void pool_set_threads(int n);
/* End all threads; none has a job. */
void pool_close(void);
int pool_threads(void);                 /* how many there are */

/* On the job's thread: stand still in this state until pool_resume(), with the lock. */
void pool_stand(struct job *job, enum job_state state, int64_t until);
/* It computes again. */
void pool_resume(struct job *job);
/* Other clocks: it sleeps by itself, until then; TIMER_NEVER: it does no more. */
void pool_sleeps(struct job *job, int64_t until);
/* Its thread may take another one. */
void pool_release(struct worker *worker);
uint32_t pool_number(const struct worker *worker);      /* from 1 */

/* For the clocks.  Somebody computes. */
bool pool_computes(void);
void pool_await_settled(void);
/* When the first of those that stand still goes on; TIMER_NEVER. */
int64_t pool_earliest(void);
/* Virtual clock: those whose time has come go on. */
void pool_wake_sleepers(int64_t now);
/* Virtual clock: the loop's thread blocks until then, and jobs go on beside it. */
void pool_block(int64_t when);

#endif
