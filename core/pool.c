/* SPDX-License-Identifier: MIT */
/* The pool: threads that run jobs.  On the real clock a thread that is through takes
 * the next job itself; on the virtual one the loop hands them out, so that it does not
 * depend on the machine who does what. */
#define _GNU_SOURCE
#include "job.h"

#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

#include "clock.h"
#include "error.h"
#include "poller.h"
#include "report.h"
#include "timer.h"

enum { THREADS_MOST = 32, THREADS_MORE = 4 };

struct worker {
    pthread_t thread;
    pthread_cond_t wake;
    struct job *job;
    uint32_t number;
};

/* With the lock. */
static struct worker *workers[POOL_MOST];
static int count;
static struct job *queue, **last = &queue;
static int computing;
static bool closing;
static pthread_cond_t settled = PTHREAD_COND_INITIALIZER;

static int limit;                   /* 0: see threads_most() */

_Thread_local struct job *job_here;

static bool loop_hands_out(void)
{
    return clock_kind() == LOG_CLOCK_VIRTUAL;
}

static int threads_most(void)
{
    if (limit > 0)
        return limit;
    long n = loop_hands_out() ? THREADS_MOST : sysconf(_SC_NPROCESSORS_ONLN) + THREADS_MORE;
    return n < THREADS_MORE + 1 ? THREADS_MORE + 1 : n < THREADS_MOST ? (int)n : THREADS_MOST;
}

void pool_set_threads(int n)
{
    limit = n;
}

int pool_threads(void)
{
    return count;
}

uint32_t pool_number(const struct worker *worker)
{
    return worker->number;
}

/* ---- Who computes: with the lock ---- */

static void begin_computing(struct job *job)
{
    job->state = JOB_COMPUTES;
    computing++;
}

/* True: the loop waits for this. */
static bool stop_computing(struct job *job, enum job_state state)
{
    job->state = state;
    if (--computing == 0)
        pthread_cond_signal(&settled);
    return !loop_hands_out() || computing == 0;
}

static void give(struct worker *worker, struct job *job)
{
    worker->job = job;
    job->worker = worker;
    begin_computing(job);
}

static struct job *take_queued(void)
{
    struct job *job = queue;

    if (!job)
        return NULL;
    queue = job->next;
    if (!queue)
        last = &queue;
    return job;
}

/* ---- Threads ---- */

static void compute(struct job *job)
{
    job_here = job;
    job_begins(job);
    job->result = job->fn(job->arg);
    job->error = stories_take_ending(stories_here(), job->result);
    stories_done(stories_here());
    job->ended = clock_now();
    job_here = NULL;
}

/* After this the job is the loop's. */
static void hand_in(struct worker *worker, struct job *job)
{
    bool wake = stop_computing(job, JOB_ENDED);

    inbox_put(&job->told);
    if (!loop_hands_out()) {
        struct job *next = take_queued();
        worker->job = NULL;
        if (next)
            give(worker, next);
    }
    pthread_mutex_unlock(&inbox_lock);
    if (wake)
        poller_wake();
    pthread_mutex_lock(&inbox_lock);
}

static void *work(void *arg)
{
    struct worker *worker = arg;

    pthread_mutex_lock(&inbox_lock);
    for (;;) {
        while (!closing && (!worker->job || worker->job->state == JOB_ENDED))
            pthread_cond_wait(&worker->wake, &inbox_lock);
        struct job *job = worker->job;
        if (!job)
            break;
        pthread_mutex_unlock(&inbox_lock);
        compute(job);
        pthread_mutex_lock(&inbox_lock);
        hand_in(worker, job);
    }
    pthread_mutex_unlock(&inbox_lock);
    return NULL;
}

/* Signals are for the loop's thread; a crash is for whoever crashes. */
static int start_thread(struct worker *worker)
{
    static const int own[] = { SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT, SIGTRAP };
    sigset_t others, before;

    sigfillset(&others);
    for (size_t i = 0; i < sizeof own / sizeof *own; i++)
        sigdelset(&others, own[i]);
    pthread_sigmask(SIG_SETMASK, &others, &before);
    int error = pthread_create(&worker->thread, NULL, work, worker);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    return error;
}

static int add_worker(struct job *job)
{
    struct worker *worker = calloc(1, sizeof *worker);

    if (!worker)
        panic("out of memory for a pool thread");
    pthread_cond_init(&worker->wake, NULL);
    worker->number = (uint32_t)count + 1;
    give(worker, job);
    int error = start_thread(worker);
    if (error) {
        computing--;
        job->state = JOB_QUEUED;
        pthread_cond_destroy(&worker->wake);
        free(worker);
        return -error;
    }
    workers[count++] = worker;
    return 0;
}

/* The first that is free: so are lanes filled from the top. */
static struct worker *free_worker(void)
{
    for (int i = 0; i < count; i++)
        if (!workers[i]->job)
            return workers[i];
    return NULL;
}

/* All threads are busy. */
static int start_or_queue(struct job *job)
{
    int rc = count < threads_most() ? add_worker(job) : -EAGAIN;

    if (rc < 0 && count > 0) {
        job->next = NULL;
        *last = job;
        last = &job->next;
        rc = 0;
    }
    return rc;
}

int pool_submit(struct job *job)
{
    poller_events();                    /* what threads wake it by is there */
    pthread_mutex_lock(&inbox_lock);
    struct worker *worker = free_worker();
    if (worker)
        give(worker, job);
    int rc = worker ? 0 : start_or_queue(job);
    pthread_mutex_unlock(&inbox_lock);
    if (worker)                         /* now that it gets the lock, which it wants first */
        pthread_cond_signal(&worker->wake);
    return rc;
}

bool pool_withdraw(struct job *job)
{
    pthread_mutex_lock(&inbox_lock);
    bool queued = job->state == JOB_QUEUED;
    for (struct job **link = &queue; queued && *link; link = &(*link)->next)
        if (*link == job) {
            *link = job->next;
            if (last == &job->next)
                last = link;
            break;
        }
    pthread_mutex_unlock(&inbox_lock);
    return queued;
}

void pool_release(struct worker *worker)
{
    if (!loop_hands_out())
        return;
    pthread_mutex_lock(&inbox_lock);
    struct job *next = take_queued();
    worker->job = NULL;
    if (next) {
        give(worker, next);
        pthread_cond_signal(&worker->wake);
    }
    pthread_mutex_unlock(&inbox_lock);
}

void pool_close(void)
{
    pthread_mutex_lock(&inbox_lock);
    closing = true;
    for (int i = 0; i < count; i++)
        pthread_cond_signal(&workers[i]->wake);
    pthread_mutex_unlock(&inbox_lock);
    for (int i = 0; i < count; i++) {
        pthread_join(workers[i]->thread, NULL);
        pthread_cond_destroy(&workers[i]->wake);
        free(workers[i]);
    }
    count = 0;
    closing = false;
}

/* ---- Standing still ---- */

void pool_stand(struct job *job, enum job_state state, int64_t until)
{
    job->until = until;
    if (stop_computing(job, state))
        poller_wake();
    while (job->state == state)
        pthread_cond_wait(&job->worker->wake, &inbox_lock);
}

void pool_resume(struct job *job)
{
    if (job->state == JOB_COMPUTES || job->state == JOB_ENDED)
        return;
    begin_computing(job);
    pthread_cond_signal(&job->worker->wake);
}

void pool_sleeps(struct job *job, int64_t until)
{
    pthread_mutex_lock(&inbox_lock);
    job->until = until;
    job->state = until == TIMER_NEVER ? JOB_COMPUTES : JOB_SLEEPS;
    pthread_mutex_unlock(&inbox_lock);
}

/* ---- For the clocks ---- */

bool pool_computes(void)
{
    pthread_mutex_lock(&inbox_lock);
    bool somebody = computing > 0;
    pthread_mutex_unlock(&inbox_lock);
    return somebody;
}

void pool_await_settled(void)
{
    pthread_mutex_lock(&inbox_lock);
    while (computing > 0)
        pthread_cond_wait(&settled, &inbox_lock);
    pthread_mutex_unlock(&inbox_lock);
}

static bool stands(const struct worker *worker)
{
    return worker->job &&
           (worker->job->state == JOB_SLEEPS || worker->job->state == JOB_WAITS);
}

int64_t pool_earliest(void)
{
    int64_t earliest = TIMER_NEVER;

    if (count == 0)
        return earliest;
    pthread_mutex_lock(&inbox_lock);
    for (int i = 0; i < count; i++)
        if (stands(workers[i]) && workers[i]->job->until < earliest)
            earliest = workers[i]->job->until;
    pthread_mutex_unlock(&inbox_lock);
    return earliest;
}

static bool before(const struct job *a, const struct job *b)
{
    return a->until != b->until ? a->until < b->until : a->number < b->number;
}

/* The next whose time has come, in order of time, then of submission. */
static struct job *next_due(int64_t now)
{
    struct job *due = NULL;

    for (int i = 0; i < count; i++)
        if (stands(workers[i]) && workers[i]->job->until <= now &&
            (!due || before(workers[i]->job, due)))
            due = workers[i]->job;
    return due;
}

static struct job *wake_next_due(int64_t now)
{
    pthread_mutex_lock(&inbox_lock);
    struct job *job = next_due(now);
    if (job)
        pool_resume(job);
    pthread_mutex_unlock(&inbox_lock);
    return job;
}

void pool_wake_sleepers(int64_t now)
{
    struct job *job;

    while ((job = wake_next_due(now)))
        if (job->logged)
            job_log(job, LOG_JOB_WAKE, now, NULL);
}

void pool_block(int64_t when)
{
    for (;;) {
        do
            pool_await_settled();
        while (inbox_deliver(), pool_computes());
        int64_t earliest = pool_earliest();
        if (earliest >= when)
            break;
        clock_jump(earliest);
        pool_wake_sleepers(earliest);
    }
}
