/* SPDX-License-Identifier: MIT */
/* Thread jobs that nobody waits for any more: cancelled, lent to, left at the end. */
#define _GNU_SOURCE
#include <check.h>
#include <dlfcn.h>
#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>

#include "async_thread.h"
#include "last_words.h"
#include "said.h"

static void run_virtual(async_fn *program)
{
    async_set_clock(ASYNC_VIRTUAL, 1);
    ck_assert_int_eq(async_run(program, NULL, NULL), 0);
}

/* ---- Cancellation ---- */

struct page {
    char text[64];
    atomic_int *finished;
};

static atomic_int finished;

static void *fill(void *arg)
{
    struct page *page = arg;

    async_blocking_sleep(2);
    memset(page->text, 'x', sizeof page->text);     /* sanitizers look at this */
    atomic_fetch_add(page->finished, 1);
    return NULL;
}

static void *with_copy(void *arg)
{
    struct page page = { .finished = &finished };

    int rc = async_to_thread_with("fill", fill, &page, sizeof page, NULL);
    say(rc == -ECANCELED ? "cancelled" : "?");
    ck_assert_int_eq(page.text[0], 0);
    return async_return(rc);
}

static void *with_own_stack(void *arg)
{
    struct page page = { .finished = &finished };

    int rc = async_to_thread("fill", fill, &page, NULL);
    say(rc == -ECANCELED ? "cancelled" : "?");
    ck_assert_int_eq(page.text[0], 'x');
    return async_return(rc);
}

static void *cancel_program(void *fn)
{
    struct async_task task = async_create_task("waiter", (async_fn *)fn, NULL);

    async_sleep(1);
    async_cancel_with(task, "enough");
    ck_assert_int_eq(async_await(task, NULL), -ECANCELED);
    ck_assert_str_eq(async_caught()->text, "enough");
    say("went on");
    return NULL;
}

START_TEST(a_cancelled_waiter_leaves_and_the_job_goes_on)
{
    async_set_clock(ASYNC_VIRTUAL, 1);
    ck_assert_int_eq(async_run(cancel_program, (void *)with_copy, NULL), 0);
    ck_assert_str_eq(said(), "cancelled@1 went on@1");
    ck_assert_int_eq(finished, 1);      /* the run waited for it */
    ck_assert_double_eq(async_time(), 2);
}
END_TEST

START_TEST(a_job_with_its_waiters_stack_is_waited_for)
{
    async_set_clock(ASYNC_VIRTUAL, 1);
    ck_assert_int_eq(async_run(cancel_program, (void *)with_own_stack, NULL), 0);
    ck_assert_str_eq(said(), "cancelled@2 went on@2");
    ck_assert_int_eq(finished, 1);
}
END_TEST

static void *cancel_queued_program(void *arg)
{
    static struct page pages[3];
    struct async_task jobs[3];

    for (int i = 0; i < 3; i++) {
        pages[i].finished = &finished;
        jobs[i] = async_run_in_executor("fill", fill, &pages[i]);
    }
    async_sleep(1);
    ck_assert(async_cancel(jobs[1]));
    ck_assert_int_eq(async_await(jobs[1], NULL), -ECANCELED);
    ck_assert_int_eq(async_await(jobs[2], NULL), 0);
    say("third");
    return NULL;
}

START_TEST(a_queued_job_is_taken_away)
{
    ck_assert_int_eq(async_set_executor_threads(1), 0);
    run_virtual(cancel_queued_program);
    ck_assert_str_eq(said(), "third@4");
    ck_assert_int_eq(finished, 2);
}
END_TEST

static void *limit_program(void *arg)
{
    static struct page page = { .finished = &finished };
    struct async_task job = async_run_in_executor("fill", fill, &page);

    ck_assert_int_eq(async_wait_for(job, 0.5, NULL), -ETIMEDOUT);
    say("late");
    ck_assert(async_cancelled(job));
    return NULL;
}

START_TEST(a_time_limit_leaves_the_job_behind)
{
    run_virtual(limit_program);
    ck_assert_str_eq(said(), "late@0.5");
    ck_assert_int_eq(finished, 1);
}
END_TEST

static void *lend(void *arg)
{
    struct page page = { .finished = &finished };

    async_forget(async_run_in_executor("fill", fill, &page));
    return NULL;
}

static void *lend_program(void *arg)
{
    async_await(async_create_task("lender", lend, NULL), NULL);
    return async_return(async_sleep(3));
}

static void run_lend(void)
{
    async_set_clock(ASYNC_VIRTUAL, 1);
    async_run(lend_program, NULL, NULL);
}

START_TEST(a_stack_that_a_job_uses_is_kept_and_reported)
{
    struct last_words words;

    last_words_of(run_lend, &words);
    ck_assert_int_eq(words.status, 0);
    ck_assert_msg(strstr(words.err, "'lender' has ended, but a thread job"), "%s",
                  words.err);
}
END_TEST

/* ---- The end of a run ---- */

static int threads_now(void)
{
    char line[256];
    int n = 0;
    FILE *file = fopen("/proc/self/status", "r");

    while (file && fgets(line, sizeof line, file))
        sscanf(line, "Threads: %d", &n);
    if (file)
        fclose(file);
    return n;
}

static void *leave_jobs(void *arg)
{
    static struct page pages[2] = { { .finished = &finished }, { .finished = &finished } };

    for (int i = 0; i < 2; i++)
        async_forget(async_run_in_executor("fill", fill, &pages[i]));
    return NULL;
}

START_TEST(a_run_waits_for_its_jobs_and_ends_its_threads)
{
    int before = 0;

    async_set_executor_threads(1);
    for (int i = 0; i < 3; i++) {
        run_virtual(leave_jobs);
        before = before ? before : threads_now();       /* a sanitizer has its own */
    }
    ck_assert_int_eq(finished, 6);
    ck_assert_double_eq(async_time(), 12);
    while (threads_now() > before)      /* joined, but the system may still count it */
        sched_yield();
}
END_TEST

/* ---- No thread to be had ---- */

static bool no_threads;

int pthread_create(pthread_t *thread, const pthread_attr_t *attributes,
                   void *(*fn)(void *), void *arg)
{
    int (*create)(pthread_t *, const pthread_attr_t *, void *(*)(void *), void *);

    *(void **)&create = dlsym(RTLD_NEXT, "pthread_create");
    return no_threads ? EAGAIN : create(thread, attributes, fn, arg);
}

static void *without_threads(void *arg)
{
    static struct page pages[2] = { { .finished = &finished }, { .finished = &finished } };
    struct async_task first, second;

    no_threads = true;
    ck_assert_int_eq(async_to_thread("fill", fill, pages, NULL), -EAGAIN);
    ck_assert_str_eq(async_caught()->text, "can't start new thread for 'fill'");
    ck_assert_uint_eq(async_run_in_executor("fill", fill, pages).id, 0);
    no_threads = false;
    first = async_run_in_executor("first", fill, &pages[0]);
    no_threads = true;
    second = async_run_in_executor("second", fill, &pages[1]);
    async_sleep(1);
    async_cancel(second);               /* it waits for the only thread */
    ck_assert_int_eq(async_await(second, NULL), -ECANCELED);
    return async_return(async_await(first, NULL));
}

START_TEST(where_no_thread_can_be_started_jobs_share_those_there_are)
{
    run_virtual(without_threads);
    ck_assert_int_eq(finished, 1);
    ck_assert_double_eq(async_time(), 2);
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("thread_cancel");
    tcase_add_test(tests, a_cancelled_waiter_leaves_and_the_job_goes_on);
    tcase_add_test(tests, a_job_with_its_waiters_stack_is_waited_for);
    tcase_add_test(tests, a_queued_job_is_taken_away);
    tcase_add_test(tests, a_time_limit_leaves_the_job_behind);
    tcase_add_test(tests, a_stack_that_a_job_uses_is_kept_and_reported);
    tcase_add_test(tests, a_run_waits_for_its_jobs_and_ends_its_threads);
    tcase_add_test(tests, where_no_thread_can_be_started_jobs_share_those_there_are);
    tcase_add_checked_fixture(tests, said_reset, NULL);
    Suite *suite = suite_create("thread_cancel");
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
