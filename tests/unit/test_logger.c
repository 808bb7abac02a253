/* SPDX-License-Identifier: MIT */
/* What the runtime writes is what the model reads. */
#define _GNU_SOURCE
#include <check.h>
#include <pthread.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "async.h"
#include "last_words.h"
#include "logger.h"
#include "model.h"
#include "recording.h"
#include "ring.h"

static char path[64];

static void make_path(void)
{
    strcpy(path, "/tmp/interleave-logger-XXXXXX");
    int fd = mkstemp(path);
    ck_assert_int_ge(fd, 0);
    close(fd);
}

static void remove_path(void)
{
    unlink(path);
}

static void *nap(void *arg)
{
    printf("%s starts\n", (char *)arg);
    int rc = async_sleep(2);
    if (rc < 0)
        return async_return(rc);
    printf("%s", (char *)arg);
    fflush(stdout);
    printf(" ends\n");
    return NULL;
}

static void *worker(void *arg)
{
    async_blocking_sleep(1);
    return async_fail(EIO, "no paper");
}

static void *program(void *arg)
{
    struct async_task one = async_create_task("one", nap, "one");
    struct async_task two = async_create_task("two", worker, NULL);

    async_await(two, NULL);
    async_cancel(one);
    async_await(one, NULL);
    return NULL;
}

static void run_program(void)
{
    async_set_clock(ASYNC_VIRTUAL, 1);
    if (async_run(program, NULL, NULL) != 0)
        abort();
}

static void run_synchronously(void)
{
    async_set_synchronous(true);
    run_program();
}

/* In a child: what is recorded, and standard output, are a process's own. */
static void record(void (*fn)(void), struct recording *recording, struct model *model)
{
    struct last_words words;
    char error[200];

    setenv("INTERLEAVE_TRACE", path, 1);
    last_words_of(fn, &words);
    unsetenv("INTERLEAVE_TRACE");
    ck_assert_msg(words.status == 0, "%s", words.err);
    int n = recording_load(path, recording, 1, error, sizeof error);
    ck_assert_msg(n == 1, "%s", error);
    model_init(model, &recording->header);
    model_feed(model, recording->records, recording->count);
    ck_assert_ptr_null(model->complaint);
    ck_assert_uint_eq(model->skipped, 0);
    ck_assert(model->ended);
}

static struct lane *lane_named(struct model *model, const char *name)
{
    for (uint64_t i = 0; i < model->lane_count; i++)
        if (strcmp(model_name(model, model->lanes[i].name), name) == 0)
            return &model->lanes[i];
    ck_abort_msg("no lane %s", name);
    return NULL;
}

static int state_at(const struct lane *lane, double seconds)
{
    const struct span *span = lane_at(lane, (uint64_t)(seconds * 1e9));

    return span ? (int)span->state : -1;
}

START_TEST(lanes_tell_what_tasks_did)
{
    struct recording recording;
    struct model model;

    record(run_program, &recording, &model);
    ck_assert_uint_eq(model.lane_count, 3);
    struct lane *one = lane_named(&model, "one"), *two = lane_named(&model, "two");
    ck_assert_str_eq(model_name(&model, one->function), "nap");
    ck_assert_ptr_nonnull(strstr(model_name(&model, one->place), "test_logger.c:"));
    ck_assert_int_eq(state_at(one, 0.5), SPAN_SLEEPING);
    ck_assert_int_eq(state_at(two, 0.5), SPAN_BLOCKED);
    ck_assert_int_eq(state_at(lane_named(&model, "main"), 0.5), SPAN_WAITING);
    ck_assert_int_eq(state_at(&model.thread, 0.5), SPAN_BLOCKED);
    ck_assert_int_eq(one->outcome, LOG_CANCELLED);
    ck_assert_uint_eq(one->ended, 1000000000);
    ck_assert_int_eq(two->outcome, LOG_FAILED);
    ck_assert_str_eq(model_name(&model, two->text), "no paper");
    model_done(&model);
    recording_done(&recording);
}
END_TEST

START_TEST(synchronous_lanes_follow_one_another)
{
    struct recording recording;
    struct model model;

    record(run_synchronously, &recording, &model);
    ck_assert(recording.header.flags & LOG_SYNCHRONOUS);
    ck_assert_int_eq(state_at(lane_named(&model, "one"), 1), SPAN_BLOCKED);
    ck_assert_uint_eq(lane_named(&model, "one")->ended, 2000000000);
    ck_assert_int_eq(state_at(lane_named(&model, "two"), 2.5), SPAN_BLOCKED);
    ck_assert_uint_eq(lane_named(&model, "two")->created, 2000000000);
    model_done(&model);
    recording_done(&recording);
}
END_TEST

START_TEST(what_is_printed_is_its_tasks)
{
    struct recording recording;
    struct model model;

    record(run_synchronously, &recording, &model);
    ck_assert_uint_eq(model.output_size, strlen("one starts\none ends\n"));
    ck_assert_mem_eq(model.output, "one starts\none ends\n", model.output_size);
    ck_assert_uint_eq(model.prints[0].time, 0);
    ck_assert_uint_eq(model.prints[model.print_count - 1].time, 2000000000);
    for (uint64_t i = 0; i < model.print_count; i++)
        ck_assert_uint_eq(model.prints[i].task, lane_named(&model, "one")->task);
    model_done(&model);
    recording_done(&recording);
}
END_TEST

static void *print_much(void *arg)
{
    for (int i = 0; i < 20000; i++)
        printf("%d\n", i);
    return NULL;
}

static void run_print_much(void)
{
    async_set_clock(ASYNC_VIRTUAL, 1);
    async_run(print_much, NULL, NULL);
}

START_TEST(much_output_in_one_step_is_kept_whole)
{
    struct recording recording;
    struct model model;

    record(run_print_much, &recording, &model);
    ck_assert_uint_eq(model.output_size, 108890);
    ck_assert_mem_eq(model.output + 108884, "19999\n", 6);
    model_done(&model);
    recording_done(&recording);
}
END_TEST

START_TEST(two_virtual_runs_write_the_same_bytes)
{
    struct recording first, second;
    struct model model;

    record(run_program, &first, &model);
    model_done(&model);
    record(run_program, &second, &model);
    model_done(&model);
    ck_assert_mem_eq(&first.header, &second.header, sizeof first.header);
    ck_assert_uint_eq(first.count, second.count);
    ck_assert_mem_eq(first.records, second.records, first.count * sizeof *first.records);
    recording_done(&first);
    recording_done(&second);
}
END_TEST

static void *short_naps(void *arg)
{
    for (int i = 0; i < 3; i++)
        async_sleep(0.001);
    return NULL;
}

static void run_real(void)
{
    async_run(short_naps, NULL, NULL);
}

START_TEST(the_real_clock_is_told_in_ticks_that_make_seconds)
{
    struct recording recording;
    struct model model;

    record(run_real, &recording, &model);
    ck_assert_uint_eq(recording.header.clock, LOG_CLOCK_REAL);
    ck_assert_uint_ge(lane_named(&model, "main")->ended, 3000000);
    model_done(&model);
    recording_done(&recording);
}
END_TEST

static void record_to_full_disk(void)
{
    setenv("INTERLEAVE_TRACE", "/dev/full", 1);
    async_set_clock(ASYNC_VIRTUAL, 1);
    if (async_run(program, NULL, NULL) != 0)
        abort();
}

/* ---- Into a ring of eight records ------------------------------------------------- */

enum { YIELDS = 2000 };

static struct ring ring;
static int reader_end;              /* hangs up when it is closed */

static void open_ring(void)
{
    char error[RING_ERROR], text[32];
    int ends[2];

    if (!ring_open(&ring, 8, error, sizeof error) || pipe(ends) < 0)
        abort();
    reader_end = ends[0];
    snprintf(text, sizeof text, "fd:%d", dup(ring.shared.fd));
    setenv(LOG_ENV_TRACE, text, 1);
    snprintf(text, sizeof text, "fd:%d", ends[1]);
    setenv(LOG_ENV_LIFELINE, text, 1);
}

static void *yields(void *arg)
{
    for (int i = 0; i < YIELDS; i++)
        async_sleep(0);
    puts("it went on");
    return NULL;
}

static void record_for_nobody(void)
{
    open_ring();
    close(reader_end);
    if (async_run(yields, NULL, NULL) != 0)
        abort();
}

START_TEST(a_reader_that_dies_ends_the_recording_and_not_the_program)
{
    struct last_words words;

    last_words_of(record_for_nobody, &words);
    ck_assert_int_eq(words.status, 0);
    ck_assert_msg(strstr(words.err, "recording stopped: nobody reads the log any more"),
                  "%s", words.err);
    ck_assert_str_eq(words.out, "it went on\n");
}
END_TEST

static void *read_slowly(void *arg)
{
    struct recording *log = arg;

    while (ring_stalls(&ring) == 0)
        sched_yield();
    while (ring_status(&ring, NULL) != LOG_ENDED || ring_waiting(&ring)) {
        ring_take(&ring, log);
        sched_yield();
    }
    return NULL;
}

static void record_for_a_slow_reader(void)
{
    static struct recording log;
    pthread_t reader;
    uint64_t steps = 0;

    open_ring();
    if (pthread_create(&reader, NULL, read_slowly, &log) != 0 ||
        async_run(yields, NULL, NULL) != 0)
        abort();
    logger_close();
    pthread_join(reader, NULL);
    for (uint64_t i = 0; i < log.count; i++)
        steps += log.records[i].kind == LOG_STEP_BEGIN;
    printf("%llu steps, stalled: %d\n", (unsigned long long)steps, ring_stalls(&ring) > 0);
    recording_done(&log);
}

START_TEST(a_slow_reader_is_waited_for_and_misses_nothing)
{
    struct last_words words;

    last_words_of(record_for_a_slow_reader, &words);
    ck_assert_str_eq(words.out, "it went on\n2001 steps, stalled: 1\n");
}
END_TEST

START_TEST(a_full_disk_is_told)
{
    struct last_words words;

    last_words_of(record_to_full_disk, &words);
    ck_assert_msg(strstr(words.err, "No space left on device"), "%s", words.err);
    ck_assert_int_ne(words.status, 128 + 6);
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("logger");
    tcase_add_test(tests, lanes_tell_what_tasks_did);
    tcase_add_test(tests, synchronous_lanes_follow_one_another);
    tcase_add_test(tests, what_is_printed_is_its_tasks);
    tcase_add_test(tests, much_output_in_one_step_is_kept_whole);
    tcase_add_test(tests, two_virtual_runs_write_the_same_bytes);
    tcase_add_test(tests, the_real_clock_is_told_in_ticks_that_make_seconds);
    tcase_add_test(tests, a_full_disk_is_told);
    tcase_add_test(tests, a_reader_that_dies_ends_the_recording_and_not_the_program);
    tcase_add_test(tests, a_slow_reader_is_waited_for_and_misses_nothing);
    tcase_add_checked_fixture(tests, make_path, remove_path);
    Suite *suite = suite_create("logger");
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
