/* SPDX-License-Identifier: MIT */
/* What a demo prints, how it ends, and the log that is kept of it. */
#define _POSIX_C_SOURCE 200809L
#include <check.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "fake_lesson.h"
#include "recording.h"
#include "witness.h"

static struct run_result result;
static char folder[64], file[80];

static void setup(void)
{
    strcpy(folder, "/tmp/interleave-test-XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(folder));
    snprintf(file, sizeof file, "%s/kept.log", folder);
}

/* Fails if anything but the log was left behind. */
static void teardown(void)
{
    run_result_done(&result);
    unlink(file);
    ck_assert_int_eq(rmdir(folder), 0);
}

static void check(int status, const char *out, const char *err)
{
    ck_assert_str_eq(result.err, err);
    ck_assert_str_eq(result.out, out);
    ck_assert_int_eq(result.status, status);
}

static void check_log(uint32_t flags)
{
    struct recording log;
    char error[200];
    int n = recording_load(file, &log, 1, error, sizeof error);

    ck_assert_msg(n == 1, "%s", n < 0 ? error : "not one log");
    ck_assert_uint_eq(log.header.flags, flags);
    ck_assert_uint_eq(log.header.clock, LOG_CLOCK_VIRTUAL);
    ck_assert_uint_gt(log.count, 0);
    recording_done(&log);
}

/* ---- The first lesson, as the curriculum has it --------------------------- */

#define TOGETHER "Task1 starting\nTask2 starting\nTask3 starting\n" \
                 "Task1 done\nTask2 done\nTask3 done\n"
#define ONE_BY_ONE "Task1 starting\nTask1 done\nTask2 starting\nTask2 done\n" \
                   "Task3 starting\nTask3 done\n"

START_TEST(three_downloads_together_take_two_seconds)
{
    run_lesson(&result, "01-sync-vs-async", "--demo", "async", "--output", NULL);
    check(0, TOGETHER, "elapsed 2.000 s\n");
}
END_TEST

START_TEST(three_downloads_one_after_another_take_six)
{
    run_lesson(&result, "01-sync-vs-async", "--demo", "sync", "--output", NULL);
    check(0, ONE_BY_ONE, "elapsed 6.000 s\n");
}
END_TEST

START_TEST(the_same_source_runs_one_after_another)
{
    run_lesson(&result, "01-sync-vs-async", "--demo", "async", "--sync", "--output", NULL);
    check(0, ONE_BY_ONE, "elapsed 6.000 s\n");
}
END_TEST

START_TEST(stretch_multiplies_every_duration)
{
    run_lesson(&result, "01-sync-vs-async", "--demo", "async", "--output", "--stretch",
               "2", NULL);
    check(0, TOGETHER, "elapsed 4.000 s\n");
    run_result_done(&result);
    run_lesson(&result, "01-sync-vs-async", "--demo", "sync", "--output", "--stretch=2",
               NULL);
    check(0, ONE_BY_ONE, "elapsed 12.000 s\n");
}
END_TEST

START_TEST(the_real_clock_gives_the_same_output)
{
    run_lesson(&result, "01-sync-vs-async", "--demo", "async", "--output", "--clock",
               "real", "--stretch", "0.001", NULL);
    ck_assert_str_eq(result.out, TOGETHER);
    ck_assert_int_eq(result.status, 0);
}
END_TEST

/* ---- Ends ---------------------------------------------------------------- */

START_TEST(a_failure_is_told_before_the_time)
{
    run_fake_lesson(&result, "--demo", "fails", "--output", NULL);
    check(1, "before\n", "the program failed: no paper\nelapsed 0.500 s\n");
}
END_TEST

START_TEST(a_failure_without_a_text_is_told_by_its_code)
{
    run_fake_lesson(&result, "--demo", "broken", "--output", NULL);
    check(1, "", "the program failed: No such file or directory\nelapsed 0.000 s\n");
}
END_TEST

START_TEST(lists_are_printed_as_python_prints_them)
{
    run_fake_lesson(&result, "--demo", "list", "--output", NULL);
    check(0, "['plain', \"it's\", 'say \"it\\'s\"', 'tab\\there\\n', 'back\\\\slash', "
          "'\\x01', None]\n[]\n", "elapsed 0.000 s\n");
}
END_TEST

START_TEST(all_of_a_long_output_arrives)
{
    run_fake_lesson(&result, "--demo", "much", "--output", NULL);
    ck_assert_int_eq(result.status, 0);
    ck_assert_uint_eq(result.out_size, 208890);
    ck_assert_str_eq(result.out + result.out_size - 11, "line 19999\n");
}
END_TEST

/* ---- Timelines of what ends badly ----------------------------------------- */

static void check_told(const char *demo, const char *sentence)
{
    run_fake_lesson_with(&result, (struct run_options){
        .argv = (const char *[]){ "--demo", demo, "--text", NULL },
        .set = (const char *[]){ "INTERLEAVE_PATIENCE=0.2", NULL } });
    ck_assert_int_eq(result.status, 1);
    ck_assert_msg(strstr(result.err, sentence) != NULL, "\"%s\" is not in:\n%s", sentence,
                  result.err);
    ck_assert_ptr_nonnull(strstr(result.out, "thread"));
}

START_TEST(a_crash_is_told_with_signal_task_and_line)
{
    check_told("crashes", "99-fake: the program crashed by SIGSEGV (a bad memory access) "
               "while main had the thread (last known line: tests/support/fake_lesson.c:");
}
END_TEST

START_TEST(a_kill_is_told)
{
    check_told("killed", "99-fake: the program was ended by SIGKILL (killed) while main "
               "had the thread (last known line: tests/support/fake_lesson.c:");
}
END_TEST

START_TEST(a_program_that_hangs_is_ended_and_told)
{
    check_told("hangs", "99-fake: the program hangs while main had the thread "
               "(last known line: tests/support/fake_lesson.c:");
}
END_TEST

START_TEST(an_exit_in_the_middle_is_told)
{
    check_told("leaves", "99-fake: the program left with exit status 3 in the middle of "
               "its run while main had the thread");
}
END_TEST

START_TEST(a_failure_is_told_beside_its_timeline)
{
    check_told("fails", "99-fake: standard error:\nthe program failed: no paper\n");
    ck_assert_ptr_null(strstr(result.err, "elapsed"));
}
END_TEST

START_TEST(what_the_program_says_on_standard_error_comes_through)
{
    run_fake_lesson(&result, "--demo", "talks", "--text", NULL);
    ck_assert_int_eq(result.status, 0);
    ck_assert_str_eq(result.err, "99-fake: standard error:\na word of warning\n");
}
END_TEST

/* ---- Interrupted ----------------------------------------------------------- */

/* Run the demo that waits, and end it by this signal once it is there.  Returns when
 * nobody is left who could write to the witness. */
static int interrupt(const char *mode, int signal_number)
{
    const char *argv[] = { "99-fake", "--demo", "waits", mode, "--record", file, NULL };
    const char *path = witness_new();
    char there;
    int status;

    pid_t pid = fork();
    if (pid == 0) {
        setenv("FAKE_WITNESS", path, 1);
        setenv("FAKE_LESSON", "1", 1);
        execv(fake_lesson_path(), (char *const *)argv);
        _exit(127);
    }
    int witness = witness_open();
    ck_assert_int_eq(read(witness, &there, 1), 1);
    ck_assert_int_eq(kill(pid, signal_number), 0);
    ck_assert_int_eq(read(witness, &there, 1), 0);
    close(witness);
    ck_assert_int_eq(waitpid(pid, &status, 0), pid);
    ck_assert(WIFSIGNALED(status));
    return WTERMSIG(status);
}

START_TEST(an_interrupted_timeline_leaves_no_child_and_no_log)
{
    static const int signals[] = { SIGINT, SIGTERM, SIGHUP, SIGKILL };

    ck_assert_int_eq(interrupt("--text", signals[_i]), signals[_i]);
    ck_assert_int_lt(access(file, F_OK), 0);
}
END_TEST

START_TEST(an_interrupted_output_leaves_no_log)
{
    static const int signals[] = { SIGINT, SIGTERM, SIGHUP };

    ck_assert_int_eq(interrupt("--output", signals[_i]), signals[_i]);
    ck_assert_int_lt(access(file, F_OK), 0);
}
END_TEST

/* ---- Logs ---------------------------------------------------------------- */

START_TEST(recording_an_output_changes_nothing_in_it)
{
    run_fake_lesson(&result, "--output", "--record", file, NULL);
    check(0, "left starting\nright starting\nleft done\nright done\n",
          "elapsed 2.000 s\n");
    check_log(0);
}
END_TEST

START_TEST(a_synchronous_log_says_so)
{
    run_fake_lesson(&result, "--output", "--sync", "--record", file, NULL);
    ck_assert_int_eq(result.status, 0);
    check_log(LOG_SYNCHRONOUS);
}
END_TEST

START_TEST(a_failed_program_leaves_a_whole_log)
{
    run_fake_lesson(&result, "--demo", "fails", "--output", "--record", file, NULL);
    ck_assert_int_eq(result.status, 1);
    check_log(0);
}
END_TEST

START_TEST(a_crash_leaves_the_log_until_then)
{
    run_fake_lesson(&result, "--demo", "faults", "--output", "--record", file, NULL);
    ck_assert_int_ne(result.status, 0);
    check_log(LOG_UNFINISHED);
    run_result_done(&result);
    run_fake_lesson(&result, "--replay", file, NULL);
    ck_assert_ptr_nonnull(strstr(result.out, "The log stops at 1.0 s, before the run "
                                 "ended: main had the thread."));
}
END_TEST

static void check_replay_is_like_text(const char *demo)
{
    run_fake_lesson(&result, "--demo", demo, "--text", "--record", file, NULL);
    char *text = strdup(result.out);
    run_result_done(&result);
    run_fake_lesson(&result, "--replay", file, NULL);
    ck_assert_str_eq(result.out, text);
    ck_assert_str_eq(result.err, "");
    ck_assert_int_eq(result.status, 0);
    free(text);
}

START_TEST(a_replayed_race_is_the_race)
{
    check_replay_is_like_text("two");
}
END_TEST

START_TEST(a_lesson_replays_the_log_of_another)
{
    run_lesson(&result, "01-sync-vs-async", "--demo", "async", "--text", "--record", file,
               NULL);
    char *text = strdup(result.out);
    run_result_done(&result);
    run_fake_lesson(&result, "--replay", file, "--text", NULL);
    ck_assert_str_eq(result.out, text);
    free(text);
}
END_TEST

START_TEST(a_kept_log_takes_the_place_of_the_old_one)
{
    run_fake_lesson(&result, "--demo", "much", "--output", "--record", file, NULL);
    run_result_done(&result);
    run_fake_lesson(&result, "--output", "--record", file, NULL);
    check_log(0);
}
END_TEST

START_TEST(two_virtual_runs_keep_the_same_bytes)
{
    struct stat s;
    char *first, *second;

    for (int i = 0; i < 2; i++) {
        run_fake_lesson(&result, "--text", "--record", file, NULL);
        run_result_done(&result);
        ck_assert_int_eq(stat(file, &s), 0);
        char *bytes = malloc((size_t)s.st_size);
        FILE *log = fopen(file, "rb");
        ck_assert_ptr_nonnull(log);
        ck_assert_uint_eq(fread(bytes, 1, (size_t)s.st_size, log), (size_t)s.st_size);
        fclose(log);
        if (i == 0)
            first = bytes;
        else
            second = bytes;
    }
    ck_assert_mem_eq(first, second, (size_t)s.st_size);
    free(first);
    free(second);
}
END_TEST

#if defined __linux__ && !defined ASYNC_PORTABLE
enum { KILL_TOO = 4 };
#else
enum { KILL_TOO = 3 };          /* nothing ends a child whose parent was killed */
#endif

static Suite *output_suite(void)
{
    Suite *suite = suite_create("output");
    TCase *tests = tcase_create("output");

    tcase_set_timeout(tests, 120);
    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_test(tests, three_downloads_together_take_two_seconds);
    tcase_add_test(tests, three_downloads_one_after_another_take_six);
    tcase_add_test(tests, the_same_source_runs_one_after_another);
    tcase_add_test(tests, stretch_multiplies_every_duration);
    tcase_add_test(tests, the_real_clock_gives_the_same_output);
    tcase_add_test(tests, a_failure_is_told_before_the_time);
    tcase_add_test(tests, a_failure_without_a_text_is_told_by_its_code);
    tcase_add_test(tests, lists_are_printed_as_python_prints_them);
    tcase_add_test(tests, all_of_a_long_output_arrives);
    tcase_add_test(tests, a_crash_is_told_with_signal_task_and_line);
    tcase_add_test(tests, a_kill_is_told);
    tcase_add_test(tests, a_program_that_hangs_is_ended_and_told);
    tcase_add_test(tests, an_exit_in_the_middle_is_told);
    tcase_add_test(tests, a_failure_is_told_beside_its_timeline);
    tcase_add_test(tests, what_the_program_says_on_standard_error_comes_through);
    tcase_add_loop_test(tests, an_interrupted_timeline_leaves_no_child_and_no_log, 0,
                        KILL_TOO);
    tcase_add_loop_test(tests, an_interrupted_output_leaves_no_log, 0, 3);
    tcase_add_test(tests, a_crash_leaves_the_log_until_then);
    tcase_add_test(tests, recording_an_output_changes_nothing_in_it);
    tcase_add_test(tests, a_synchronous_log_says_so);
    tcase_add_test(tests, a_failed_program_leaves_a_whole_log);
    tcase_add_test(tests, a_replayed_race_is_the_race);
    tcase_add_test(tests, a_lesson_replays_the_log_of_another);
    tcase_add_test(tests, a_kept_log_takes_the_place_of_the_old_one);
    tcase_add_test(tests, two_virtual_runs_keep_the_same_bytes);
    suite_add_tcase(suite, tests);
    return suite;
}

int main(int argc, char **argv)
{
    fake_lesson_if_asked(argc, argv);
    SRunner *runner = srunner_create(output_suite());
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
