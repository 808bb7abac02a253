/* SPDX-License-Identifier: MIT */
/* Thread jobs as the loop sees them: submitted, awaited, cancelled, told of. */
#include "async_thread.h"

#include <stdlib.h>
#include <string.h>

#include "clock.h"
#include "job.h"
#include "loan.h"
#include "logger.h"
#include "loop.h"
#include "output.h"
#include "poller.h"
#include "report.h"
#include "suspend.h"

static int out;                         /* submitted, and their outcome not given out */
static bool closing;                    /* the loop stops when they have ended */
static uint32_t last_number;

bool jobs_are_out(void)
{
    return out > 0;
}

void jobs_stop_loop(void)
{
    closing = true;
}

int async_set_executor_threads(int n)
{
    if (n < 0 || n > POOL_MOST)
        return refuse(EINVAL, "max_workers must be greater than 0, and at most %d: "
                      "it is %d", POOL_MOST, n);
    if (loop.running)
        return refuse(EBUSY, "the number of pool threads is set before async_run()");
    pool_set_threads(n);
    return 0;
}

/* ---- What it does, for the log ---- */

void job_log(const struct job *job, enum log_kind kind, int64_t at, const char *place)
{
    logger_put(&(struct logger_event){
        kind, .detail = kind != LOG_JOB_END || !job->error ? LOG_RETURNED
            : job->error->public.code == ECANCELED ? LOG_CANCELLED : LOG_FAILED,
        .task = pool_number(job->worker), .other = job->number, .place = place,
        .value = (uint64_t)at });
}

struct note {
    struct post post;
    enum log_kind kind;
    int64_t at;
    const char *place;
};

static void log_note(struct post *post)
{
    struct note *note = CONTAINER_OF(post, struct note, post);

    job_log(post->job, note->kind, note->at, note->place);
    free(note);
}

/* On the job's thread. */
static void note(struct job *job, enum log_kind kind, const char *place)
{
    struct note *made = job->logged ? malloc(sizeof *made) : NULL;

    if (!made)
        return;
    *made = (struct note){ .post = { NULL, job, log_note }, .kind = kind,
                           .at = clock_now(), .place = place };
    inbox_send(&made->post);
}

void job_begins(struct job *job)
{
    note(job, LOG_JOB_BEGIN, NULL);
}

static void sleep_virtually(struct job *job, int64_t when)
{
    if (when == TIMER_NEVER)
        panic("a blocking sleep without an end: the virtual clock has nowhere to go");
    pthread_mutex_lock(&inbox_lock);
    pool_stand(job, JOB_SLEEPS, when);
    pthread_mutex_unlock(&inbox_lock);
}

void job_sleep(int64_t ns, const char *place)
{
    struct job *job = job_here;

    if (!job) {                         /* the virtual clock does not know this thread */
        clock_sleep(clock_kind() == LOG_CLOCK_VIRTUAL ? ns : clock_after(ns));
        return;
    }
    int64_t when = clock_after(ns);
    note(job, LOG_JOB_SLEEP, place);
    if (clock_kind() == LOG_CLOCK_VIRTUAL) {
        sleep_virtually(job, when);
        return;
    }
    pool_sleeps(job, when);
    clock_sleep(when);
    pool_sleeps(job, TIMER_NEVER);
    note(job, LOG_JOB_WAKE, NULL);
}

/* ---- What it prints ---- */

struct printed {
    struct post post;
    uint32_t task, number;
    size_t size;
    char bytes[];
};

static void deliver_print(struct post *post)
{
    struct printed *printed = CONTAINER_OF(post, struct printed, post);

    logger_print(printed->task, printed->number, printed->bytes, printed->size);
    if (post->job && clock_kind() == LOG_CLOCK_VIRTUAL)
        output_pass_on(printed->bytes, printed->size);
    free(printed);
}

/* On the virtual clock a job's print is passed on when its turn comes. */
void job_print(const char *bytes, size_t size)
{
    struct job *job = job_here;
    struct printed *printed = malloc(sizeof *printed + size);

    if (!printed)
        panic("out of memory for what a thread printed");
    *printed = (struct printed){ .post = { NULL, job, deliver_print }, .size = size,
                                 .task = job ? job->task : 0,
                                 .number = job ? job->number : 0 };
    memcpy(printed->bytes, bytes, size);
    if (!job || clock_kind() != LOG_CLOCK_VIRTUAL)
        output_pass_on(bytes, size);
    if (!inbox_send(&printed->post))
        free(printed);
}

/* ---- Its end ---- */

static void count_out(int by)
{
    out += by;
    poller_watches(by);
    poller_awaits(by);
    if (clock_kind() == LOG_CLOCK_VIRTUAL)
        output_capture();               /* so that prints, too, come in order */
    output_share(out > 0);
    if (out == 0 && closing)
        loop_stop_after(2);
    closing = closing && out > 0;
}

static void free_job(struct job *job)
{
    error_drop(job->error);
    error_drop(job->cancelled);
    if (job->dispose)
        job->dispose(job->arg);
    free(job->copy);
    free(job);
}

/* A result in the copy of the argument is where the copy stays. */
static void give_copy(struct job *job, struct async_record *record)
{
    if (!job->copy)
        return;
    if (job->home) {
        char *from = job->copy, *result = job->result;
        memcpy(job->home, from, job->copy_size);
        if (result >= from && result < from + job->copy_size)
            job->result = (char *)job->home + (result - from);
    } else {
        record->copy = job->copy;
        job->copy = NULL;
    }
}

static void give_outcome(struct job *job)
{
    struct async_record *record = job->record;

    record->owner = NULL;
    record->cancel = NULL;
    if (job->cancelled) {
        record_finish(record, NULL, job->cancelled);
        job->cancelled = NULL;
    } else {
        give_copy(job, record);
        job->dispose = NULL;
        record_finish(record, job->result, job->error);
        job->error = NULL;
    }
    record_drop(record);
}

static void take_turn(struct ready *entry)
{
    struct job *job = CONTAINER_OF(entry, struct job, turn);

    if (job->record)
        give_outcome(job);
    if (job->lender)
        job->lender->count--;
    free_job(job);
    count_out(-1);
}

static void deliver_end(struct post *post)
{
    struct job *job = post->job;

    if (job->logged)
        job_log(job, LOG_JOB_END, job->ended, NULL);
    pool_release(job->worker);
    job->turn.run = take_turn;
    loop_push(&job->turn);
}

/* ---- Cancellation ---- */

static void abandon(struct job *job, struct error *why)
{
    struct async_record *record = job->record;

    job->record = NULL;
    record->owner = NULL;
    record->cancel = NULL;
    record_finish(record, NULL, error_keep(why));
    record_drop(record);
}

static bool cancel(struct async_record *record, struct error *why)
{
    struct job *job = record->owner;

    if (pool_withdraw(job)) {
        abandon(job, why);
        if (job->lender)
            job->lender->count--;
        free_job(job);
        count_out(-1);
    } else if (job->borrows) {
        error_drop(job->cancelled);
        job->cancelled = error_keep(why);
    } else {
        abandon(job, why);
    }
    return true;
}

/* ---- Submission ---- */

struct order {                          /* what a job is made from */
    const char *name, *place;
    async_fn *fn;
    void *arg;                          /* copied if size is not NULL */
    const size_t *size;
    bool awaited;                       /* its submitter waits for it at once */
    void (*dispose)(void *arg);
    void **result;
};

static void copy_argument(struct job *job, const struct order *order)
{
    job->copy_size = *order->size;
    job->copy = malloc(job->copy_size ? job->copy_size : 1);
    if (!job->copy)
        panic("%s: out of memory for a copy of %zu bytes", order->place, *order->size);
    job->arg = memcpy(job->copy, order->arg, job->copy_size);
    job->home = order->awaited ? order->arg : NULL;
}

static void borrow_argument(struct job *job, bool awaited)
{
    if (!loan_is_on_stack(job->arg))
        return;
    if (awaited)
        job->borrows = true;
    else
        job->lender = loan_take(job->arg);
}

static struct job *job_new(const struct order *order)
{
    struct job *job = calloc(1, sizeof *job);

    if (!job || !order->fn)
        panic("%s: %s", order->place, job ? "no function" : "out of memory for a thread job");
    job->fn = order->fn;
    job->arg = order->arg;
    job->told = (struct post){ NULL, job, deliver_end };
    job->task = task_running_number();
    job->logged = logger_on;
    job->dispose = order->dispose;
    job->number = ++last_number;
    if (order->size)
        copy_argument(job, order);
    else if (!order->dispose)
        borrow_argument(job, order->awaited);
    return job;
}

static void log_queued(const struct job *job, const struct order *order)
{
    logger_put(&(struct logger_event){
        LOG_JOB_QUEUED, .task = job->task, .other = job->number, .place = order->place,
        .value = logger_name(job->record->name) });
}

static struct async_record *record_for(const struct order *order)
{
    struct async_record *record = record_new(RECORD_JOB, order->name ? order->name : "job");

    record->place = order->place;
    return record;
}

/* The job's future, or NULL: there is no thread. */
static struct async_record *submit(const struct order *order)
{
    struct job *job = job_new(order);
    struct async_record *record = record_for(order);

    job->record = record_hold(record);
    record->cancel = cancel;
    record->owner = job;
    if (job->logged)
        log_queued(job, order);
    count_out(1);
    int rc = pool_submit(job);
    if (rc == 0)
        return record;
    if (job->lender)
        job->lender->count--;
    free_job(job);
    count_out(-1);
    record->seen = true;
    record_drop(record);
    record_forget(record);
    refuse(-rc, "can't start new thread for '%s'", order->name);
    return NULL;
}

/* Synchronous mode: here and now. */
static struct async_record *run_on_the_spot(const struct order *order)
{
    struct async_record *record = record_for(order);
    void *arg = order->arg;

    if (order->size && !order->awaited) {
        record->copy = malloc(*order->size ? *order->size : 1);
        if (!record->copy)
            panic("%s: out of memory for a copy of %zu bytes", order->place, *order->size);
        arg = memcpy(record->copy, order->arg, *order->size);
    }
    void *result = order->fn(arg);
    record_finish(record, result, stories_take_ending(stories_here(), result));
    return record;
}

static int wait_for(struct task *self, struct async_record *record, const char *place)
{
    struct watch watch = { .waiter = self };

    task_will_wait(self, LOG_WAIT_THREAD, 0, logger_on ? logger_name(record->name) : 0,
                   place);
    self->wait_name = record->name;
    record_watch(record, &watch);
    self->awaited = record;
    return task_wait(self, task_cancel_awaited);
}

static int to_thread(const struct order *order)
{
    struct task *self = task_must_run("async_to_thread()", order->place);
    int rc = 0;

    if (!loop.synchronous && !task_may_wait(self)) {
        if (order->dispose)
            order->dispose(order->arg);
        return -ECANCELED;
    }
    struct async_record *record = loop.synchronous ? run_on_the_spot(order) : submit(order);
    if (!record)
        return -EAGAIN;
    record_hold(record);
    if (!record->done)
        rc = wait_for(self, record, order->place);
    record->seen = true;
    if (rc < 0 && order->dispose && !record->error)     /* it ended; nobody takes it */
        order->dispose(order->arg);
    if (rc == 0 && record->error)
        rc = stories_caught(&self->stories, record->error);
    if (order->result)
        *order->result = rc == 0 ? record->result : NULL;
    record_forget(record);
    record_drop(record);
    return rc;
}

int async_to_thread_at(const char *name, async_fn *fn, void *arg, void **result,
                       const char *place)
{
    return to_thread(&(struct order){ .name = name, .place = place, .fn = fn, .arg = arg,
                                      .result = result, .awaited = true });
}

int async_to_thread_with_at(const char *name, async_fn *fn, void *arg, size_t size,
                            void **result, const char *place)
{
    return to_thread(&(struct order){ .name = name, .place = place, .fn = fn, .arg = arg,
                                      .size = &size, .result = result, .awaited = true });
}

int job_await(const char *name, async_fn *fn, void *arg, void (*dispose)(void *arg),
              const char *place)
{
    return to_thread(&(struct order){ .name = name, .place = place, .fn = fn, .arg = arg,
                                      .dispose = dispose, .awaited = true });
}

struct async_task async_run_in_executor_at(const char *name, async_fn *fn,
                                           const void *arg, size_t size, bool copy,
                                           const char *place)
{
    struct order order = { .name = name, .place = place, .fn = fn, .arg = (void *)arg,
                           .size = copy ? &size : NULL };

    if (!loop.running) {
        refuse(EPERM, "%s: no running event loop", place);
        return (struct async_task){ 0 };
    }
    return record_handle(loop.synchronous ? run_on_the_spot(&order) : submit(&order));
}
