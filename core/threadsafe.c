/* SPDX-License-Identifier: MIT */
/* Calls from other threads: call_soon_threadsafe, run_coroutine_threadsafe. */
#define _GNU_SOURCE
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "async_thread.h"
#include "clock.h"
#include "job.h"
#include "loop.h"
#include "report.h"
#include "task.h"

/* ---- Callbacks ---- */

struct soon {
    struct post post;
    async_fn *fn;
    void *arg;
    const char *function, *place;
};

static void deliver_soon(struct post *post)
{
    struct soon *soon = CONTAINER_OF(post, struct soon, post);

    async_call_soon_at(soon->fn, soon->arg, soon->function, soon->place);
    free(soon);
}

int async_call_soon_threadsafe_at(async_fn *fn, void *arg, const char *function,
                                  const char *place)
{
    struct soon *soon = malloc(sizeof *soon);

    if (!soon || !fn)
        panic("%s: %s", place, fn ? "out of memory for a callback" : "no function");
    *soon = (struct soon){ { NULL, job_here, deliver_soon }, fn, arg, function, place };
    if (inbox_send(&soon->post))
        return 0;
    free(soon);
    return refuse(EPERM, "%s: no running event loop", place);
}

/* ---- Tasks ---- */

struct threadsafe_call {
    struct post post;
    char name[NAME_BYTES];
    async_fn *fn;
    void *arg;
    const char *function, *place;

    /* With the lock. */
    int holders;                        /* the thread, the loop, requests on their way */
    bool done;
    void *result;
    struct error *error;                /* the thread's alone */
    pthread_cond_t ended;
    struct job *waiter;                 /* stands still until then, on the virtual clock */

    /* The loop's. */
    struct ready turn;
    struct async_record *record;        /* its task's, once there is one */
    struct watch watch;
    bool cancelled;                     /* before that */
    struct link link;
};

static struct link calls = LINK_ALONE(calls); /* those that the loop has not finished */

static void drop(struct threadsafe_call *call)
{
    pthread_mutex_lock(&inbox_lock);
    bool last = --call->holders == 0;
    pthread_mutex_unlock(&inbox_lock);
    if (!last)
        return;
    error_drop(call->error);
    pthread_cond_destroy(&call->ended);
    free(call);
}

/* The error is a copy: the loop goes on counting the owners of its own. */
static void finish(struct threadsafe_call *call, void *result, const struct error *error)
{
    link_take_out(&call->link);
    pthread_mutex_lock(&inbox_lock);
    call->done = true;
    call->result = result;
    call->error = error ? error_new(error->public.code, error->text) : NULL;
    pthread_cond_broadcast(&call->ended);
    if (call->waiter)
        pool_resume(call->waiter);
    pthread_mutex_unlock(&inbox_lock);
    drop(call);
}

static void finish_as_cancelled(struct threadsafe_call *call, const char *text)
{
    struct error *error = error_new(ECANCELED, text);

    finish(call, NULL, error);
    error_drop(error);
}

static void told(struct watch *watch)
{
    struct threadsafe_call *call = CONTAINER_OF(watch, struct threadsafe_call, watch);
    struct async_record *record = call->record;

    call->record = NULL;
    record->seen = true;
    finish(call, record->result, record->error);
    record_drop(record);
}

static void start_task(struct ready *entry)
{
    struct threadsafe_call *call = CONTAINER_OF(entry, struct threadsafe_call, turn);

    if (call->cancelled) {
        finish_as_cancelled(call, "");
        return;
    }
    struct async_task task = async_create_task_at(call->name, call->fn, call->arg,
                                                  call->function, call->place);
    call->record = record_hold(record_of(task, call->place));
    record_forget(call->record);
    record_watch_turn(call->record, &call->watch, told);
}

static void deliver_call(struct post *post)
{
    struct threadsafe_call *call = CONTAINER_OF(post, struct threadsafe_call, post);

    link_prepend(&calls, &call->link);
    call->turn.run = start_task;
    loop_push(&call->turn);
}

void threadsafe_drop_all(void)
{
    while (!link_is_alone(&calls)) {
        struct threadsafe_call *call = CONTAINER_OF(calls.next, struct threadsafe_call, link);
        if (call->record) {
            record_unwatch(&call->watch);
            record_drop(call->record);
            call->record = NULL;
        } else {
            loop_remove(&call->turn);   /* it came after the last pass */
        }
        finish_as_cancelled(call, "the run has ended");
    }
}

static void init_condition(pthread_cond_t *condition)
{
    pthread_condattr_t attributes;

    pthread_condattr_init(&attributes);
#ifndef __APPLE__
    pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
#endif
    pthread_cond_init(condition, &attributes);
    pthread_condattr_destroy(&attributes);
}

struct async_concurrent async_run_coroutine_threadsafe_at(const char *name, async_fn *fn,
                                                          void *arg, const char *function,
                                                          const char *place)
{
    struct threadsafe_call *call = calloc(1, sizeof *call);

    if (!call || !fn)
        panic("%s: %s", place, fn ? "out of memory for a task" : "no function");
    strncpy(call->name, name ? name : function, sizeof call->name - 1);
    call->fn = fn;
    call->arg = arg;
    call->function = function;
    call->place = place;
    call->holders = 2;
    init_condition(&call->ended);
    call->post = (struct post){ NULL, job_here, deliver_call };
    if (!inbox_send(&call->post)) {
        call->holders = 1;
        call->done = true;
        call->error = error_new(EPERM, "no running event loop");
    }
    return (struct async_concurrent){ call };
}

/* ---- Waiting for them, on the other thread ---- */

static struct timespec real_deadline(int64_t ns)
{
    struct timespec t;

#ifdef __APPLE__
    clock_gettime(CLOCK_REALTIME, &t);
#else
    clock_gettime(CLOCK_MONOTONIC, &t);
#endif
    t.tv_sec += (time_t)(ns / 1000000000);
    t.tv_nsec += (long)(ns % 1000000000);
    if (t.tv_nsec >= 1000000000) {
        t.tv_sec++;
        t.tv_nsec -= 1000000000;
    }
    return t;
}

/* With the lock, once; `until` on the run's clock. */
static void wait_by_own_clock(struct threadsafe_call *call, int64_t until)
{
    if (until == INT64_MAX) {
        pthread_cond_wait(&call->ended, &inbox_lock);
        return;
    }
    struct timespec deadline = real_deadline(clock_real_wait(until));
    pthread_cond_timedwait(&call->ended, &inbox_lock, &deadline);
}

static void wait_on_virtual_clock(struct threadsafe_call *call, int64_t until)
{
    call->waiter = job_here;
    pool_stand(job_here, JOB_WAITS, until);
    call->waiter = NULL;
}

static bool wait_until(struct threadsafe_call *call, int64_t until)
{
    bool stands = job_here && clock_kind() == LOG_CLOCK_VIRTUAL;

    pthread_mutex_lock(&inbox_lock);
    while (!call->done && (until == INT64_MAX || clock_now() < until)) {
        if (stands)
            wait_on_virtual_clock(call, until);
        else
            wait_by_own_clock(call, until);
    }
    bool done = call->done;
    pthread_mutex_unlock(&inbox_lock);
    return done;
}

/* A thread that the virtual clock does not know waits by its own. */
static bool wait_outside(struct threadsafe_call *call, int64_t ns)
{
    struct timespec deadline = real_deadline(ns);
    int rc = 0;

    pthread_mutex_lock(&inbox_lock);
    while (!call->done && rc == 0)
        rc = pthread_cond_timedwait(&call->ended, &inbox_lock, &deadline);
    bool done = call->done;
    pthread_mutex_unlock(&inbox_lock);
    return done;
}

static bool wait_for(struct threadsafe_call *call, double timeout)
{
    int64_t ns;

    if (!(timeout < 1e9))
        return wait_until(call, INT64_MAX);
    if (!clock_ns(timeout, &ns))
        ns = 0;
    if (clock_kind() == LOG_CLOCK_VIRTUAL && !job_here)
        return wait_outside(call, ns);
    return wait_until(call, clock_after(ns));
}

static bool is_done(struct threadsafe_call *call)
{
    pthread_mutex_lock(&inbox_lock);
    bool done = call->done;
    pthread_mutex_unlock(&inbox_lock);
    return done;
}

int async_concurrent_result(struct async_concurrent *future, double timeout,
                            void **result)
{
    struct threadsafe_call *call = future->call;
    int rc = 0;

    if (!call)
        return refuse(EINVAL, "this future is over: its result was taken");
    if (loop_here && !is_done(call))
        return refuse(EDEADLK, "'%s' would wait for its own thread", call->name);
    if (!wait_for(call, timeout))
        return refuse(ETIMEDOUT, "%s", "");
    struct error *error = call->error;
    call->error = NULL;                 /* it was the loop's before, and is ours now */
    if (result)
        *result = call->result;
    async_concurrent_forget(future);
    if (error)
        rc = stories_caught(stories_here(), error);
    error_drop(error);
    return rc;
}

/* ---- Cancelling them ---- */

struct request {
    struct post post;
    struct threadsafe_call *call;
};

static void deliver_request(struct post *post)
{
    struct request *request = CONTAINER_OF(post, struct request, post);
    struct threadsafe_call *call = request->call;

    call->cancelled = true;
    if (call->record) {
        struct error *why = error_new(ECANCELED, "");
        record_cancel(call->record, why);
        error_drop(why);
    }
    drop(call);
    free(request);
}

void async_concurrent_cancel(struct async_concurrent *future)
{
    struct threadsafe_call *call = future->call;
    struct request *request = call ? malloc(sizeof *request) : NULL;

    if (!request)
        return;
    *request = (struct request){ { NULL, job_here, deliver_request }, call };
    pthread_mutex_lock(&inbox_lock);
    call->holders++;
    pthread_mutex_unlock(&inbox_lock);
    if (inbox_send(&request->post))
        return;
    drop(call);
    free(request);
}

void async_concurrent_forget(struct async_concurrent *future)
{
    struct threadsafe_call *call = future->call;

    future->call = NULL;
    if (call)
        drop(call);
}
