/* SPDX-License-Identifier: MIT */
/* Drawn schedules: another order for each seed, and the same one again from a log. */
#define _POSIX_C_SOURCE 200809L
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "async.h"
#include "last_words.h"
#include "log.h"

enum { TASKS = 6 };

/* ---- Programs that print the order of their steps ---- */

static void *take_turns(void *arg)
{
    for (int i = 0; i < 3; i++) {
        printf("%s%d ", (const char *)arg, i);
        async_sleep(0);
    }
    return NULL;
}

static void *sleep_twice(void *arg)
{
    async_sleep(1);
    printf("%s ", (const char *)arg);
    async_sleep(1);
    printf("%s' ", (const char *)arg);
    return NULL;
}

static char letters[TASKS][2] = { "a", "b", "c", "d", "e", "f" };

static int start(async_fn *fn, int n)
{
    struct async_task tasks[TASKS];

    for (int i = 0; i < n; i++)
        tasks[i] = async_create_task(letters[i], fn, letters[i]);
    return async_gather(tasks, n, NULL, 0);
}

static void *turns(void *arg)
{
    return async_return(start(take_turns, TASKS));
}

static void *sleeps(void *arg)
{
    return async_return(start(sleep_twice, TASKS));
}

static void *fewer(void *arg)
{
    return async_return(start(take_turns, TASKS - 1));
}

static void *longer(void *arg)
{
    start(take_turns, TASKS);
    return turns(arg);
}

/* ---- Running one: with a schedule, into a log ---- */

static async_fn *program;
static const char *schedule, *trace;
static int runs = 1;
static bool trace_first;                /* the order of settings makes no difference */
static struct last_words words;

static void run_it(void)
{
    if (schedule)
        setenv("INTERLEAVE_SCHEDULE", schedule, 1);
    if (trace && trace_first && async_set_trace(trace) < 0)
        abort();
    async_set_clock(ASYNC_VIRTUAL, 1);
    if (trace && !trace_first && async_set_trace(trace) < 0)
        abort();
    for (int i = 0; i < runs; i++)
        if (async_run(program, NULL, NULL) < 0)
            abort();
    fflush(stdout);
    exit(0);                            /* closes the log */
}

static void run(async_fn *fn, const char *with, const char *into, struct last_words *what)
{
    program = fn;
    schedule = with;
    trace = into;
    last_words_of(run_it, what);
}

static const char *order(async_fn *fn, const char *with)
{
    run(fn, with, NULL, &words);
    ck_assert_str_eq(words.err, "");
    ck_assert_int_eq(words.status, 0);
    return words.out;
}

static char first[40], second[40];

static void make_logs(void)
{
    strcpy(first, "/tmp/interleave-schedule-XXXXXX");
    strcpy(second, "/tmp/interleave-schedule-XXXXXX");
    close(mkstemp(first));
    close(mkstemp(second));
    runs = 1;
}

static void remove_logs(void)
{
    unlink(first);
    unlink(second);
}

struct bytes { long n; char data[65536]; };

static void read_all(const char *path, struct bytes *bytes)
{
    FILE *file = fopen(path, "rb");

    ck_assert_ptr_nonnull(file);
    bytes->n = (long)fread(bytes->data, 1, sizeof bytes->data, file);
    ck_assert_int_lt(bytes->n, (long)sizeof bytes->data);
    fclose(file);
}

static void logs_are_equal(void)
{
    static struct bytes a, b;

    read_all(first, &a);
    read_all(second, &b);
    ck_assert_int_gt(a.n, (long)sizeof(struct log_header));
    ck_assert_int_eq(a.n, b.n);
    ck_assert_mem_eq(a.data, b.data, (size_t)a.n);
}

/* ---- Seeds ---- */

START_TEST(without_a_seed_who_is_ready_first_goes_first)
{
    ck_assert_str_eq(order(turns, NULL), "a0 b0 c0 d0 e0 f0 a1 b1 c1 d1 e1 f1 "
                                         "a2 b2 c2 d2 e2 f2 ");
    ck_assert_str_eq(order(sleeps, ""), "a b c d e f a' b' c' d' e' f' ");
}
END_TEST

START_TEST(the_same_seed_gives_the_same_order_and_log)
{
    struct last_words again;

    run(turns, "7", first, &words);
    trace_first = true;
    run(turns, "7", second, &again);
    ck_assert_str_eq(words.out, again.out);
    ck_assert_str_ne(words.out, "");
    logs_are_equal();
}
END_TEST

static int different_orders(async_fn *fn, int seeds)
{
    static char seen[64][256];
    int n = 0;

    for (int seed = 1; seed <= seeds; seed++) {
        char text[12];
        int i = 0;
        snprintf(text, sizeof text, "%d", seed);
        order(fn, text);
        while (i < n && strncmp(seen[i], words.out, sizeof seen[0] - 1) != 0)
            i++;
        if (i == n)
            memcpy(seen[n++], words.out, sizeof seen[0] - 1);
    }
    return n;
}

START_TEST(different_seeds_give_different_orders)
{
    ck_assert_int_ge(different_orders(turns, 20), 19);
}
END_TEST

/* Six of one instant have 720 orders, but no second instant comes before the first. */
START_TEST(equal_timers_are_drawn_and_others_keep_their_order)
{
    ck_assert_int_ge(different_orders(sleeps, 20), 19);
    const char *late = strchr(words.out, '\'');
    ck_assert_int_eq(late - words.out, 2 * TASKS + 1);
}
END_TEST

/* A drawn order is one in which each task still takes its steps one after another. */
START_TEST(no_step_is_lost_or_taken_twice)
{
    char step[3] = "";

    order(turns, "3");
    ck_assert_uint_eq(strlen(words.out), 3 * 3 * TASKS);
    for (int i = 0; i < TASKS; i++) {
        const char *at = words.out;
        for (int turn = 0; turn < 3; turn++) {
            snprintf(step, sizeof step, "%c%d", 'a' + i, turn);
            at = strstr(at, step);
            ck_assert_ptr_nonnull(at);
            ck_assert_ptr_null(strstr(at + 1, step));
        }
    }
}
END_TEST

static void run_with_seven(void)
{
    async_set_schedule(7);
    run_it();
}

START_TEST(a_program_may_set_the_seed_itself)
{
    struct last_words by_call;

    schedule = trace = NULL;
    program = turns;
    last_words_of(run_with_seven, &by_call);
    ck_assert_str_eq(by_call.out, order(turns, "7"));
}
END_TEST

/* ---- Choices in the log ---- */

static int count_choices(const char *path)
{
    static struct bytes bytes;
    struct log_record record;
    int n = 0;

    read_all(path, &bytes);
    for (long at = sizeof(struct log_header); at < bytes.n; at += (long)sizeof record) {
        memcpy(&record, bytes.data + at, sizeof record);
        if (record.kind != LOG_CHOICE)
            continue;
        ck_assert_uint_ge(record.value, 2);
        ck_assert_uint_lt(record.other, record.value);
        n++;
    }
    return n;
}

START_TEST(the_choices_are_in_the_log)
{
    run(turns, "7", first, &words);
    run(turns, NULL, second, &words);
    ck_assert_int_ge(count_choices(first), 3 * (TASKS - 1));
    ck_assert_int_eq(count_choices(second), 0);
}
END_TEST

/* ---- From a log ---- */

START_TEST(a_log_is_replayed_exactly)
{
    struct last_words again;
    async_fn *const fns[] = { turns, sleeps, longer };

    for (int i = 0; i < 3; i++) {
        run(fns[i], "42", first, &words);
        run(fns[i], first, second, &again);
        ck_assert_str_eq(again.err, "");
        ck_assert_str_eq(words.out, again.out);
        logs_are_equal();
    }
}
END_TEST

START_TEST(several_runs_are_replayed_as_they_were)
{
    struct last_words again;

    runs = 3;
    run(turns, "42", first, &words);
    run(turns, first, second, &again);
    ck_assert_str_eq(again.err, "");
    ck_assert_str_eq(words.out, again.out);
    logs_are_equal();
}
END_TEST

static void refused(async_fn *fn, const char *with, const char *sentence)
{
    run(fn, with, NULL, &words);
    ck_assert_str_eq(words.err, sentence);
    ck_assert_int_eq(words.status, 1);
}

START_TEST(a_log_of_another_program_is_refused)
{
    char sentence[200];
    const char *start = "this is not the program whose choices are in";

    run(turns, "42", first, &words);
    snprintf(sentence, sizeof sentence, "%s \"%s\": others are ready at choice 1\n", start,
             first);
    refused(fewer, first, sentence);
    snprintf(sentence, sizeof sentence, "%s \"%s\": it goes on after choice %d\n", start,
             first, count_choices(first));
    refused(longer, first, sentence);
    runs = 2;
    refused(turns, first, sentence);
    runs = 1;
    snprintf(sentence, sizeof sentence, "%s \"%s\": it ended after choice %d\n", start,
             first, count_choices(first));
    run(longer, "42", first, &words);
    refused(turns, first, sentence);
}
END_TEST

START_TEST(a_log_without_choices_is_refused)
{
    char sentence[200];

    run(turns, NULL, first, &words);
    snprintf(sentence, sizeof sentence,
             "INTERLEAVE_SCHEDULE is \"%s\": that log holds no choices, since nothing was "
             "drawn when it was recorded\n", first);
    refused(turns, first, sentence);
}
END_TEST

/* The log of a program that was killed: its last records were never written. */
static void cut(const char *path, int choices)
{
    static struct bytes bytes;
    struct log_header header;
    struct log_record record;
    long at = sizeof header;

    read_all(path, &bytes);
    memcpy(&header, bytes.data, sizeof header);
    header.flags |= LOG_UNFINISHED;
    header.records = LOG_NEVER;
    memcpy(bytes.data, &header, sizeof header);
    for (int n = 0; n < choices; at += (long)sizeof record) {
        memcpy(&record, bytes.data + at, sizeof record);
        n += record.kind == LOG_CHOICE;
    }
    FILE *file = fopen(path, "wb");
    ck_assert_ptr_nonnull(file);
    size_t written = fwrite(bytes.data, 1, (size_t)at, file);
    ck_assert_uint_eq(written, (size_t)at);
    fclose(file);
}

START_TEST(a_log_that_was_cut_short_is_followed_as_far_as_it_goes)
{
    char sentence[200];
    struct last_words again;

    run(turns, "42", first, &words);
    cut(first, TASKS);
    run(turns, first, NULL, &again);
    snprintf(sentence, sizeof sentence, "\"%s\" ends here, after %d choices: from now on "
             "who is ready first goes first\n", first, TASKS);
    ck_assert_str_eq(again.err, sentence);
    ck_assert_int_eq(again.status, 0);
    ck_assert_mem_eq(words.out, again.out, 3 * (TASKS - 1));
    ck_assert_uint_eq(strlen(words.out), strlen(again.out));
}
END_TEST

/* ---- Wrong settings ---- */

static const struct { const char *setting, *why; } wrong[] = {
    { "0", "it takes a number above 0 or a log (No such file or directory)" },
    { "-1", "it takes a number above 0 or a log (No such file or directory)" },
    { "1.5", "it takes a number above 0 or a log (No such file or directory)" },
    { " 7", "it takes a number above 0 or a log (No such file or directory)" },
    { "99999999999999999999",
      "it takes a number above 0 or a log (No such file or directory)" },
    { "no-such.log", "it takes a number above 0 or a log (No such file or directory)" },
    { "/tmp", "that file is no Interleave log" },
    { "/dev/null", "that file is no Interleave log" },
    { __FILE__, "that file is no Interleave log" },
};

START_TEST(a_wrong_setting_is_refused_with_a_sentence)
{
    char sentence[300];

    snprintf(sentence, sizeof sentence, "INTERLEAVE_SCHEDULE is \"%s\": %s\n",
             wrong[_i].setting, wrong[_i].why);
    refused(turns, wrong[_i].setting, sentence);
    ck_assert_str_eq(words.out, "");
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("schedule");
    tcase_add_checked_fixture(tests, make_logs, remove_logs);
    tcase_add_test(tests, without_a_seed_who_is_ready_first_goes_first);
    tcase_add_test(tests, the_same_seed_gives_the_same_order_and_log);
    tcase_add_test(tests, different_seeds_give_different_orders);
    tcase_add_test(tests, equal_timers_are_drawn_and_others_keep_their_order);
    tcase_add_test(tests, no_step_is_lost_or_taken_twice);
    tcase_add_test(tests, a_program_may_set_the_seed_itself);
    tcase_add_test(tests, the_choices_are_in_the_log);
    tcase_add_test(tests, a_log_is_replayed_exactly);
    tcase_add_test(tests, several_runs_are_replayed_as_they_were);
    tcase_add_test(tests, a_log_of_another_program_is_refused);
    tcase_add_test(tests, a_log_without_choices_is_refused);
    tcase_add_test(tests, a_log_that_was_cut_short_is_followed_as_far_as_it_goes);
    tcase_add_loop_test(tests, a_wrong_setting_is_refused_with_a_sentence, 0,
                        (int)(sizeof wrong / sizeof *wrong));
    Suite *suite = suite_create("schedule");
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
