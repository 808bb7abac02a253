/* SPDX-License-Identifier: MIT */
/* interleave play and interleave run on a terminal. */
#define _GNU_SOURCE
#include <check.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "fake_log.h"
#include "term.h"

static char log_path[] = "/tmp/interleave-play-XXXXXX";

static void begin(void)
{
    struct recording logs[2];
    char error[256];
    int fd = mkstemp(log_path);
    ck_assert_int_ge(fd, 0);
    close(fd);
    fake_race(&logs[0], &logs[1]);
    ck_assert_msg(recording_save(log_path, logs, 2, error, sizeof error), "%s", error);
    recording_done(&logs[0]);
    recording_done(&logs[1]);
}

static void finish(void)
{
    unlink(log_path);
}

static struct term *start(const char *const *argv)
{
    struct term_options how = {.path = argv[0], .argv = argv};
    return term_start(&how);
}

START_TEST(a_kept_race_is_played_and_left)
{
    const char *const argv[] = {GRADER_DIR "/interleave", "play", "--speed", "100", log_path,
                                NULL};
    struct term *term = start(argv);
    term_wait_for(term, "start");
    term_type(term, " ");
    term_wait_for(term, "3.0× faster");
    term_type(term, "q");
    term_expect_exit(term, 0);
}
END_TEST

START_TEST(any_program_races_against_its_synchronous_self)
{
    const char *const argv[] = {GRADER_DIR "/interleave", "run", "--race", "--speed", "100",
                                LESSON_DIR "/01-sync-vs-async", NULL};
    struct term *term = start(argv);
    term_wait_for(term, "start");
    term_type(term, " ");
    term_wait_for(term, "Waiting together");
    term_wait_for(term, "faster");
    term_type(term, "q");
    term_expect_exit(term, 0);
}
END_TEST

START_TEST(a_run_can_be_kept_from_the_screen)
{
    const char *const argv[] = {GRADER_DIR "/interleave", "run", "--speed", "100", "--record",
                                log_path, LESSON_DIR "/01-sync-vs-async", NULL};
    struct recording logs[2];
    char error[256];
    struct term *term = start(argv);
    term_wait_for(term, "start");
    term_type(term, " ");
    term_wait_for(term, "finished");
    term_type(term, "q");
    term_expect_exit(term, 0);
    ck_assert_int_eq(recording_load(log_path, logs, 2, error, sizeof error), 1);
    recording_done(&logs[0]);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("play");
    TCase *tcase = tcase_create("play");
    setlocale(LC_ALL, "C.UTF-8");
    tcase_add_checked_fixture(tcase, begin, finish);
    tcase_add_test(tcase, a_kept_race_is_played_and_left);
    tcase_add_test(tcase, any_program_races_against_its_synchronous_self);
    tcase_add_test(tcase, a_run_can_be_kept_from_the_screen);
    suite_add_tcase(suite, tcase);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
