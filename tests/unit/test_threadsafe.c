/* SPDX-License-Identifier: MIT */
/* The loop as it is called from other threads, and jobs in the log. */
#define _GNU_SOURCE
#include <check.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "async_thread.h"
#include "model.h"
#include "recording.h"
#include "said.h"

static void run(async_fn *program)
{
    ck_assert_int_eq(async_run(program, NULL, NULL), 0);
}

static void run_virtual(async_fn *program)
{
    async_set_clock(ASYNC_VIRTUAL, 1);
    run(program);
}

/* ---- call_soon_threadsafe ---- */

enum { CALLERS = 4, CALLS = 200 };

static struct call {
    int caller, number;
} calls[CALLERS][CALLS];
static int heard[CALLERS], all_heard;
static struct async_event every_call = ASYNC_EVENT("every call");

static void *hear(void *arg)
{
    const struct call *call = arg;

    ck_assert_int_eq(call->number, heard[call->caller]++);
    if (++all_heard == CALLERS * CALLS)
        async_event_set(&every_call);
    return NULL;
}

static void *call_often(void *arg)
{
    struct call *own = arg;

    for (int i = 0; i < CALLS; i++)
        if (async_call_soon_threadsafe(hear, &own[i]) != 0)
            abort();
    return NULL;
}

static void *callers_program(void *arg)
{
    pthread_t threads[CALLERS];

    for (int i = 0; i < CALLERS; i++) {
        for (int k = 0; k < CALLS; k++)
            calls[i][k] = (struct call){ i, k };
        ck_assert_int_eq(pthread_create(&threads[i], NULL, call_often, calls[i]), 0);
    }
    int rc = async_event_wait(&every_call);
    for (int i = 0; i < CALLERS; i++)
        pthread_join(threads[i], NULL);
    return async_return(rc);
}

START_TEST(calls_of_several_threads_come_in_each_ones_order)
{
    run(callers_program);
    ck_assert_int_eq(all_heard, CALLERS * CALLS);
}
END_TEST

START_TEST(the_virtual_clock_waits_for_such_a_thread_when_all_wait)
{
    run_virtual(callers_program);
    ck_assert_int_eq(all_heard, CALLERS * CALLS);
}
END_TEST

static atomic_bool stop;

static void *set_stop(void *arg)
{
    atomic_store(&stop, true);
    return NULL;
}

static void *call_once(void *arg)
{
    async_call_soon_threadsafe(set_stop, NULL);
    return NULL;
}

static void *turning_program(void *arg)
{
    pthread_t thread;

    ck_assert_int_eq(pthread_create(&thread, NULL, call_once, NULL), 0);
    while (!atomic_load(&stop))
        async_sleep(0);
    pthread_join(thread, NULL);
    return NULL;
}

START_TEST(a_busy_loop_hears_a_call_too)
{
    run(turning_program);
}
END_TEST

START_TEST(a_call_without_a_run_is_refused)
{
    ck_assert_int_eq(async_call_soon_threadsafe(set_stop, NULL), -EPERM);
}
END_TEST

static void *say_called(void *arg)
{
    say(arg);
    return NULL;
}

static void *call_from_job(void *arg)
{
    for (int i = 0; i < 2; i++) {
        async_blocking_sleep(1);
        async_call_soon_threadsafe(say_called, arg);
    }
    return NULL;
}

static void *job_calls_program(void *arg)
{
    struct async_task jobs[] = {
        async_run_in_executor("a", call_from_job, "a"),
        async_run_in_executor("b", call_from_job, "b"),
    };

    return async_return(async_gather(jobs, 2, NULL, 0));
}

START_TEST(calls_of_jobs_at_one_instant_come_in_order_of_submission)
{
    run_virtual(job_calls_program);
    ck_assert_str_eq(said(), "a@1 b@1 a@2 b@2");
}
END_TEST

enum { BUSY = 3, TIMES = 50000 };
static int expected[BUSY], callers_seen;

static void *count_call(void *arg)
{
    int caller = *(int *)arg;

    ck_assert_int_ge(caller, callers_seen);     /* the first one's come first */
    callers_seen = caller;
    expected[caller]++;
    return NULL;
}

static void *call_much(void *arg)
{
    for (int i = 0; i < TIMES; i++)
        async_call_soon_threadsafe(count_call, arg);
    return NULL;
}

static void *many_calls_program(void *arg)
{
    static int numbers[BUSY];
    struct async_task jobs[BUSY];

    for (int i = 0; i < BUSY; i++) {
        numbers[i] = i;
        jobs[i] = async_run_in_executor("caller", call_much, &numbers[i]);
    }
    return async_return(async_gather(jobs, BUSY, NULL, 0));
}

START_TEST(a_hundred_thousand_calls_of_jobs_come_in_order_and_soon)
{
    run_virtual(many_calls_program);
    for (int i = 0; i < BUSY; i++)
        ck_assert_int_eq(expected[i], TIMES);
}
END_TEST


/* ---- run_coroutine_threadsafe ---- */

static void *answer(void *arg)
{
    int rc = async_sleep(0.01);
    if (rc < 0)
        return async_return(rc);
    return (char *)arg + 1;
}

static void *refuse_answer(void *arg)
{
    return async_fail(EACCES, "%s", "not for you");
}

static void *sleep_on(void *arg)
{
    int rc = async_sleep(3600);
    return async_return(rc);
}

static struct async_event asked = ASYNC_EVENT("asked");

static void *set_asked(void *arg)
{
    async_event_set(&asked);
    return NULL;
}

static void *ask(void *arg)
{
    static char text[] = "xyes";
    void *result;
    struct async_concurrent good = async_run_coroutine_threadsafe("good", answer, text);
    struct async_concurrent bad = async_run_coroutine_threadsafe("bad", refuse_answer, NULL);
    struct async_concurrent slow = async_run_coroutine_threadsafe("slow", sleep_on, NULL);

    ck_assert_int_eq(async_concurrent_result(&good, 60, &result), 0);
    ck_assert_str_eq(result, "yes");
    ck_assert_int_eq(async_concurrent_result(&good, 60, &result), -EINVAL);
    ck_assert_int_eq(async_concurrent_result(&bad, ASYNC_FOREVER, NULL), -EACCES);
    ck_assert_str_eq(async_caught()->text, "not for you");
    ck_assert_int_eq(async_concurrent_result(&slow, 0.01, NULL), -ETIMEDOUT);
    async_concurrent_cancel(&slow);
    ck_assert_int_eq(async_concurrent_result(&slow, 60, NULL), -ECANCELED);
    struct async_concurrent unwanted = async_run_coroutine_threadsafe("x", answer, text);
    async_concurrent_forget(&unwanted);
    async_call_soon_threadsafe(set_asked, NULL);
    return NULL;
}

static void *asking_program(void *arg)
{
    pthread_t thread;

    ck_assert_int_eq(pthread_create(&thread, NULL, ask, NULL), 0);
    int rc = async_event_wait(&asked);
    pthread_join(thread, NULL);
    return async_return(rc);
}

START_TEST(a_plain_thread_has_the_result_the_failure_and_the_time_out_of_a_task)
{
    run(asking_program);
}
END_TEST

static void *ask_in_job_program(void *arg)
{
    int rc = async_to_thread("ask", ask, NULL, NULL);
    ck_assert_int_eq(rc, 0);
    ck_assert(async_event_is_set(&asked));
    ck_assert_double_eq_tol(async_time(), 0.02, 1e-9);
    return NULL;
}

START_TEST(a_job_that_asks_the_loop_waits_on_the_virtual_clock)
{
    run_virtual(ask_in_job_program);
}
END_TEST

static void *own_thread_program(void *arg)
{
    static char text[] = "xyes";
    struct async_concurrent own = async_run_coroutine_threadsafe("own", answer, text);

    ck_assert_int_eq(async_concurrent_result(&own, 1, NULL), -EDEADLK);
    int rc = async_sleep(1);
    ck_assert_int_eq(async_concurrent_result(&own, 0, NULL), 0);
    return async_return(rc);
}

START_TEST(the_loops_own_thread_would_wait_for_itself)
{
    run_virtual(own_thread_program);
}
END_TEST

static struct async_concurrent left;

static void *leave_call(void *arg)
{
    left = async_run_coroutine_threadsafe("left", sleep_on, NULL);
    return NULL;
}

static void *leaving_program(void *arg)
{
    int rc = async_to_thread("leave", leave_call, NULL, NULL);
    return async_return(rc < 0 ? rc : async_sleep(0));
}

START_TEST(a_task_that_the_end_of_the_run_cancels_is_told_to_its_thread)
{
    run_virtual(leaving_program);
    ck_assert_int_eq(async_concurrent_result(&left, 0, NULL), -ECANCELED);
    left = async_run_coroutine_threadsafe("late", sleep_on, NULL);
    ck_assert_int_eq(async_concurrent_result(&left, 0, NULL), -EPERM);
}
END_TEST

/* ---- In the log ---- */

static char path[64];

static void make_path(void)
{
    said_reset();
    strcpy(path, "/tmp/interleave-thread-XXXXXX");
    int fd = mkstemp(path);
    ck_assert_int_ge(fd, 0);
    close(fd);
}

static void remove_path(void)
{
    unlink(path);
}

static void *brush(void *arg)
{
    printf("%s begins\n", (char *)arg);
    async_blocking_sleep(1);
    printf("%s goes on\n", (char *)arg);
    async_blocking_sleep(1);
    return NULL;
}

static void *painter(void *arg)
{
    int rc = async_to_thread(arg, brush, arg, NULL);
    if (rc == 0)
        printf("%s is dry\n", (char *)arg);
    return async_return(rc);
}

static void *paint_program(void *arg)
{
    struct async_task painters[] = {
        async_coroutine("Pia", painter, "wall"), async_coroutine("Quin", painter, "door"),
        async_coroutine("Rob", painter, "roof"),
    };

    return async_return(async_gather(painters, 3, NULL, 0));
}

static void record_painting(void)
{
    int to = dup(STDOUT_FILENO);

    ck_assert_ptr_nonnull(freopen("/dev/null", "w", stdout));
    async_set_clock(ASYNC_VIRTUAL, 1);
    ck_assert_int_eq(async_set_trace(path), 0);
    async_set_executor_threads(2);
    run(paint_program);
    ck_assert_int_eq(async_set_trace("/dev/null"), 0);      /* closes the first */
    close(to);
}

static size_t read_log(char *bytes, size_t size)
{
    FILE *file = fopen(path, "rb");
    ck_assert_ptr_nonnull(file);
    size_t got = fread(bytes, 1, size, file);
    fclose(file);
    ck_assert_uint_lt(got, size);
    return got;
}

START_TEST(the_log_tells_who_printed_and_what_each_thread_did)
{
    struct recording log;
    struct model model;
    char error[200];

    record_painting();
    ck_assert_int_eq(recording_load(path, &log, 1, error, sizeof error), 1);
    model_init(&model, &log.header);
    model_feed(&model, log.records, log.count);
    ck_assert_msg(model.skipped == 0, "%s", model.complaint);
    const char *said_by[] = { "Pia", "Quin", "Pia", "Quin", "Pia", "Quin", "Rob" };
    const char *texts[] = { "wall begins\n", "door begins\n", "wall goes on\n",
                            "door goes on\n", "wall is dry\n", "door is dry\n",
                            "roof begins\n" };
    for (int i = 0; i < 7; i++) {
        const struct print *print = &model.prints[i];
        ck_assert_str_eq(model_name(&model, model_lane(&model, print->task)->name),
                         said_by[i]);
        ck_assert_uint_eq(print->length, strlen(texts[i]));
        ck_assert(memcmp(model.output + print->offset, texts[i], print->length) == 0);
    }
    ck_assert_uint_eq(model.pool_count, 2);
    ck_assert_uint_eq(lane_at(&model.pool[0], 500000000)->state, SPAN_SLEEPING);
    ck_assert_str_eq(model_name(&model, (uint32_t)lane_at(&model.pool[0], 2500000000)->value),
                     "roof");
    ck_assert_uint_eq(lane_at(&model.pool[1], 2500000000)->state, SPAN_FREE);
    const struct span *wait = lane_at(model_lane(&model, 2), 500000000);
    ck_assert_uint_eq(wait->wait, LOG_WAIT_THREAD);
    ck_assert_str_eq(model_name(&model, (uint32_t)wait->value), "wall");
    model_done(&model);
    recording_done(&log);
}
END_TEST

START_TEST(a_virtual_run_with_threads_is_the_same_each_time)
{
    static char before[1 << 16], after[1 << 16];
    size_t size = 0;

    for (int i = 0; i < 20; i++) {
        pid_t child = fork();
        if (child == 0) {
            record_painting();
            exit(0);
        }
        ck_assert_int_gt(child, 0);
        int status;
        ck_assert_int_eq(waitpid(child, &status, 0), child);
        ck_assert_int_eq(status, 0);
        size_t now = read_log(after, sizeof after);
        ck_assert(i == 0 || (now == size && memcmp(before, after, now) == 0));
        memcpy(before, after, size = now);
    }
}
END_TEST

/* When the thread ends, and the loop has had its last pass. */
static void call_at_the_end(void *arg)
{
    struct async_concurrent future =
        async_run_coroutine_threadsafe("too late", say_called, arg);

    async_concurrent_forget(&future);
}

static void *leave_a_call(void *arg)
{
    static pthread_key_t key;

    pthread_key_create(&key, call_at_the_end);
    pthread_setspecific(key, "too late");
    return NULL;
}

static void *late_call_program(void *arg)
{
    return async_return(async_to_thread("leave", leave_a_call, NULL, NULL));
}

START_TEST(a_task_asked_for_after_the_last_pass_never_begins)
{
    run_virtual(late_call_program);
    ck_assert_str_eq(said(), "");
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("threadsafe");
    tcase_add_test(tests, calls_of_several_threads_come_in_each_ones_order);
    tcase_add_test(tests, the_virtual_clock_waits_for_such_a_thread_when_all_wait);
    tcase_add_test(tests, a_busy_loop_hears_a_call_too);
    tcase_add_test(tests, a_call_without_a_run_is_refused);
    tcase_add_test(tests, calls_of_jobs_at_one_instant_come_in_order_of_submission);
    tcase_add_test(tests,
                   a_plain_thread_has_the_result_the_failure_and_the_time_out_of_a_task);
    tcase_add_test(tests, a_job_that_asks_the_loop_waits_on_the_virtual_clock);
    tcase_add_test(tests, the_loops_own_thread_would_wait_for_itself);
    tcase_add_test(tests, a_task_that_the_end_of_the_run_cancels_is_told_to_its_thread);
    tcase_add_test(tests, the_log_tells_who_printed_and_what_each_thread_did);
    tcase_add_test(tests, a_virtual_run_with_threads_is_the_same_each_time);
    tcase_add_test(tests, a_hundred_thousand_calls_of_jobs_come_in_order_and_soon);
    tcase_add_test(tests, a_task_asked_for_after_the_last_pass_never_begins);
    tcase_add_checked_fixture(tests, make_path, remove_path);
    Suite *suite = suite_create("threadsafe");
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
