/* SPDX-License-Identifier: MIT */
/* What the grader's commands say about themselves, and of misuse. */
#define _POSIX_C_SOURCE 200809L
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "grading.h"

START_TEST(misuse_is_told_with_status_2)
{
    grade_run("interleave-grade", TINY, NULL);
    ck_assert_str_eq(result.err, "interleave grade: it takes an exercise and submissions\n");
    ck_assert_int_eq(result.status, 2);
    grade_run("interleave-grade", "nowhere", TINY "/start.c", NULL);
    check_has(result.err, "there is no exercise nowhere");
    ck_assert_int_eq(result.status, 2);
    grade_run("interleave-grade", TINY, "/nowhere/x.c", NULL);
    check_has(result.err, "/nowhere/x.c: No such file or directory");
    ck_assert_int_eq(result.status, 2);
    grade_run("interleave-grade", "--hint", TINY, TINY "/start.c", NULL);
    check_has(result.err, "--hint is no option of this command");
    ck_assert_int_eq(result.status, 2);
    grade_run("interleave-grade", "--jobs", "many", TINY, TINY "/start.c", NULL);
    check_has(result.err, "--jobs many: it takes a whole number up to 256");
    ck_assert_int_eq(result.status, 2);
    grade_run("interleave-grade", "--csv", "-", "--tap", "-", TINY, TINY "/start.c", NULL);
    check_has(result.err, "only one report can go to standard output");
    ck_assert_int_eq(result.status, 2);
    grade_run("interleave-grade", "--csv", "/nowhere/x", TINY, TINY "/solution.c", NULL);
    check_has(result.err, "cannot write /nowhere/x");
    ck_assert_int_eq(result.status, 2);
}
END_TEST

START_TEST(a_folder_that_is_an_exercise_is_no_class)
{
    grade_run("interleave-grade", TINY, TINY, NULL);
    check_has(result.err, "tiny is an exercise, not a folder of submissions");
    ck_assert_str_eq(result.out, "");
    ck_assert_int_eq(result.status, 2);
}
END_TEST

static const char *const commands[] = { "run", "play", "export", "practice", "check",
                                        "grade" };
enum { COMMANDS = sizeof commands / sizeof *commands };

/* Run `interleave WORD WORD`; the second may be NULL. */
static void ask(const char *first, const char *second)
{
    grade_run("interleave", first, second, NULL);
    ck_assert_str_eq(result.err, "");
    ck_assert_int_eq(result.status, 0);
}

static const char *const ways_to_help[] = { "-h", "--help", "help" };

START_TEST(each_command_helps)
{
    char usage[60];

    ask(ways_to_help[_i], NULL);
    check_has(result.out, "usage: interleave COMMAND");
    check_has(result.out, "  grade      mark a class");
    for (int i = 0; i < COMMANDS; i++) {
        snprintf(usage, sizeof usage, "usage: interleave %s ", commands[i]);
        ask(commands[i], ways_to_help[_i]);
        ck_assert_ptr_eq(strstr(result.out, usage), result.out);
        ask("help", commands[i]);
        ck_assert_ptr_eq(strstr(result.out, usage), result.out);
    }
}
END_TEST

START_TEST(each_command_tells_its_version)
{
    char line[60];

    ask("--version", NULL);
    ck_assert_str_eq(result.out, "interleave " INTERLEAVE_VERSION "\n");
    for (int i = 0; i < COMMANDS; i++) {
        snprintf(line, sizeof line, "interleave %s %s\n", commands[i], INTERLEAVE_VERSION);
        ask(commands[i], "--version");
        ck_assert_str_eq(result.out, line);
    }
}
END_TEST

START_TEST(the_dispatcher_knows_only_its_commands)
{
    grade_run("interleave", "juggle", NULL);
    check_has(result.err, "there is no command juggle");
    ck_assert_int_eq(result.status, 2);
    grade_run("interleave", "--juggle", NULL);
    check_has(result.err, "there is no option --juggle");
    ck_assert_int_eq(result.status, 2);
    grade_run("interleave", NULL);
    check_has(result.out, "usage: interleave COMMAND");
    ck_assert_int_eq(result.status, 2);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("commands");
    TCase *tcase = tcase_create("commands");

    tcase_add_checked_fixture(tcase, grading_begin, grading_end);
    tcase_set_timeout(tcase, RUN_LONGEST);
    tcase_add_test(tcase, misuse_is_told_with_status_2);
    tcase_add_test(tcase, a_folder_that_is_an_exercise_is_no_class);
    tcase_add_loop_test(tcase, each_command_helps, 0,
                        sizeof ways_to_help / sizeof *ways_to_help);
    tcase_add_test(tcase, each_command_tells_its_version);
    tcase_add_test(tcase, the_dispatcher_knows_only_its_commands);
    suite_add_tcase(suite, tcase);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
