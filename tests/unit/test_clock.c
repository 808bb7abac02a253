/* SPDX-License-Identifier: MIT */
/* Clocks: virtual jumps, stretch, real and paced ones never early, settings. */
#define _GNU_SOURCE
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "async.h"
#include "last_words.h"
#include "said.h"

static void *sleep_a_little(void *arg)
{
    double start = async_time();

    for (int i = 0; i < 5; i++) {
        async_sleep(0.002);
        ck_assert_double_ge(async_time(), start + 0.002 * (i + 1));
    }
    async_blocking_sleep(0.003);
    ck_assert_double_ge(async_time(), start + 0.013);
    return NULL;
}

START_TEST(the_real_clock_wakes_nobody_early)
{
    async_set_clock(ASYNC_REAL, 1);
    ck_assert_int_eq(async_run(sleep_a_little, NULL, NULL), 0);
}
END_TEST

START_TEST(the_paced_clock_wakes_nobody_early)
{
    async_set_clock(ASYNC_PACED, 2);
    ck_assert_int_eq(async_run(sleep_a_little, NULL, NULL), 0);
}
END_TEST

static void *tick(void *arg)
{
    for (int i = 0; i < 3; i++) {
        async_sleep(0.1);
        say("tick");
    }
    return NULL;
}

static void *block(void *arg)
{
    async_sleep(0.05);
    async_blocking_sleep(0.2);
    say("blocked");
    return NULL;
}

static void *tick_and_block(void *arg)
{
    struct async_task tasks[] = { async_coroutine("tick", tick, NULL),
                                  async_coroutine("block", block, NULL) };

    return async_return(async_gather(tasks, 2, NULL, 0));
}

START_TEST(a_blocking_call_makes_every_other_task_late)
{
    async_set_clock(ASYNC_VIRTUAL, 1);
    ck_assert_int_eq(async_run(tick_and_block, NULL, NULL), 0);
    ck_assert_str_eq(said(), "blocked@0.25 tick@0.25 tick@0.35 tick@0.45");
}
END_TEST

START_TEST(stretch_multiplies_every_duration)
{
    async_set_clock(ASYNC_VIRTUAL, 1);
    async_set_stretch(10);
    ck_assert_int_eq(async_run(tick_and_block, NULL, NULL), 0);
    ck_assert_str_eq(said(), "blocked@2.5 tick@2.5 tick@3.5 tick@4.5");
}
END_TEST

static void *odd_times(void *arg)
{
    ck_assert_int_eq(async_sleep(NAN), -EINVAL);
    ck_assert_int_eq(async_sleep(-5), 0);
    say("now");
    return NULL;
}

START_TEST(a_negative_time_is_none_and_a_nan_is_refused)
{
    async_set_clock(ASYNC_VIRTUAL, 1);
    ck_assert_int_eq(async_run(odd_times, NULL, NULL), 0);
    ck_assert_str_eq(said(), "now@0");
}
END_TEST

static const char *setting, *value;

static void run_with_setting(void)
{
    setenv(setting, value, 1);
    async_run(odd_times, NULL, NULL);
}

START_TEST(a_wrong_setting_ends_the_program_with_a_sentence)
{
    static const char *const wrong[][3] = {
        { "INTERLEAVE_CLOCK", "slow", "it takes real, paced or virtual" },
        { "INTERLEAVE_STRETCH", "0", "it takes a number above 0" },
        { "INTERLEAVE_STRETCH", "2x", "it takes a number above 0" },
        { "INTERLEAVE_SYNC", "no", "it takes 0 or 1" },
        { "INTERLEAVE_DEBUG", "yes", "it takes 0 or 1" },
        { "INTERLEAVE_STACK", "1K", "it takes a size from 16K to 1024M" },
        { "INTERLEAVE_STACK", "many", "it takes a size from 16K to 1024M" },
        { "INTERLEAVE_TRACE", "fd:", "it takes fd:N" },
        { "INTERLEAVE_TRACE", "fd:0", "not a ring" },
        { "INTERLEAVE_TRACE", "/no/such/folder/x", "No such file or directory" },
    };
    struct last_words words;

    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        setting = wrong[i][0];
        value = wrong[i][1];
        last_words_of(run_with_setting, &words);
        ck_assert_int_eq(words.status, 1);
        ck_assert_msg(strstr(words.err, wrong[i][2]), "%s: %s", value, words.err);
        ck_assert_msg(strstr(words.err, setting), "%s: %s", value, words.err);
    }
}
END_TEST

static void run_settings(void)
{
    setenv("INTERLEAVE_CLOCK", "virtual", 1);
    setenv("INTERLEAVE_STRETCH", "2", 1);
    setenv("INTERLEAVE_SYNC", "1", 1);
    setenv("INTERLEAVE_STACK", "128K", 1);
    if (async_run(tick_and_block, NULL, NULL) != 0)
        abort();
    if (strcmp(said(), "tick@0.2 tick@0.4 tick@0.6 blocked@1.1") != 0)
        abort();
}

START_TEST(settings_come_from_the_environment)
{
    struct last_words words;

    last_words_of(run_settings, &words);
    ck_assert_msg(words.status == 0, "%s", words.err);
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("clock");
    tcase_add_test(tests, the_real_clock_wakes_nobody_early);
    tcase_add_test(tests, the_paced_clock_wakes_nobody_early);
    tcase_add_test(tests, a_blocking_call_makes_every_other_task_late);
    tcase_add_test(tests, stretch_multiplies_every_duration);
    tcase_add_test(tests, a_negative_time_is_none_and_a_nan_is_refused);
    tcase_add_test(tests, a_wrong_setting_ends_the_program_with_a_sentence);
    tcase_add_test(tests, settings_come_from_the_environment);
    tcase_add_checked_fixture(tests, said_reset, NULL);
    Suite *suite = suite_create("clock");
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
