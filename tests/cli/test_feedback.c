/* SPDX-License-Identifier: MIT */
/* What learners are told goes by what happened: the runtime's words, the scenario, the
 * moment, and advice only where it fits. */
#define _POSIX_C_SOURCE 200809L
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "grading.h"

/* Check solution(), and what it needs, against the tests' own exercise. */
static void check_tiny(const char *before, const char *body)
{
    char text[4000];

    snprintf(text, sizeof text, "#include \"good.h\"\n%s\nvoid *solution(void *arg)\n{\n%s\n}\n",
             before, body);
    write_file("a.c", text);
    grade_run("interleave-check", TINY, in_folder("a.c"), NULL);
}

static void check_lacks(const char *text, const char *words)
{
    ck_assert_msg(!strstr(text, words), "%s\nis in:\n%s", words, text);
}

/* ---- How it ended ------------------------------------------------------------------- */

static const char GROUP[] = "static struct async_task_group group;\n";

START_TEST(the_runtimes_last_words_come_first_and_blame_nobody)
{
    check_tiny(GROUP, "async_task_group_begin(&group);\n    return good_solution();");
    check_has(result.out, "0 of 10 points\n\nThe last words of the program, in scenario "
                          "\"all answer\":\n    exercise.h: 'main' ended with a scope still "
                          "open: every path must reach its\n    _end()\n");
    check_has(result.out, "What to look at first: how it ended");
    check_lacks(result.out, "teacher");
    check_lacks(result.out, "Often it comes from this");
    check_lacks(result.out, "child/main.c");
    check_lacks(result.out, "\xe2\x80\xa6");
    ck_assert_int_eq(result.status, 1);
}
END_TEST

START_TEST(leaving_by_exit_is_still_for_the_teacher)
{
    check_tiny("", "exit(1);");
    check_has(result.out, "No points, and a teacher will look at it");
}
END_TEST

START_TEST(a_deadlock_is_told_with_all_who_wait)
{
    check_tiny("static struct async_semaphore line;\n",
               "return async_return(async_semaphore_acquire(&line));");
    check_has(result.out, "The last words of the program, in scenario \"all answer\":\n"
                          "    deadlock: nothing is ready");
    check_has(result.out, "(was async_semaphore_init() called?)");
    check_lacks(result.out, "(null)");
    check_lacks(result.out, "Often it comes from this");
}
END_TEST

START_TEST(a_crash_has_advice_of_its_own)
{
    check_tiny("", "return (void *)(intptr_t)strcmp(input_text(\"pages\"), arg);");
    check_has(result.out, "the program crashed by SIGSEGV");
    check_has(result.out, "Often it comes from this: a pointer was NULL");
    check_has(result.out, "main: yours crashes, the wanted one");
}
END_TEST

START_TEST(a_value_behind_the_end_of_the_list_points_to_the_loop)
{
    check_tiny("", "return (void *)input_text_at(\"pages\", 99);");
    check_has(result.out, "input \"pages\": it has not so many values");
    check_has(result.out, "async_coroutine_with() copies it");
}
END_TEST

START_TEST(a_stack_overflow_is_told_in_full)
{
    check_tiny("static int deep(volatile char *above)\n{\n    volatile char room[4096];\n"
               "    room[0] = above ? above[0] : 0;\n    return deep(room) + room[0];\n}\n",
               "return (void *)(intptr_t)deep(NULL);");
    check_has(result.out, "stack overflow in 'main'");
    check_has(result.out, "async_set_stack_size()");
    check_lacks(result.out, "a pointer was NULL");
}
END_TEST

START_TEST(a_code_has_its_name)
{
    check_tiny("", "return async_return(-ETIMEDOUT);");
    check_has(result.out, "ETIMEDOUT (Connection timed out)");
    check_has(result.out, "first difference, at 0.000 s: main: yours fails, the wanted one");
    check_lacks(result.out, "code 110");
    check_lacks(result.out, "Often it comes from this");
}
END_TEST

/* ---- Memory that goes ----------------------------------------------------------------- */

/* The argument lies on the stack of a task that has ended, and all else is right. */
START_TEST(an_argument_on_a_dead_stack_costs_points)
{
    check_tiny("static void *later(void *arg) \n{\n"
               "    for (int i = 0; i < 3; i++)\n        async_sleep(0);\n    return arg;\n}\n"
               "static void *lender(void *arg)\n{\n    int local = 1;\n"
               "    *(struct async_task *)arg = async_create_task(\"later\", later, &local);\n"
               "    async_sleep(0);\n    return NULL;\n}\n",
               "    static struct async_task task;\n"
               "    async_await(async_create_task(\"lender\", lender, &task), NULL);\n"
               "    async_await(task, NULL);\n    return good_solution();");
    check_has(result.out, "What to look at first: what a task uses");
    check_has(result.out, "'lender' has ended, but 'later', which it started, still uses its");
    ck_assert_int_eq(result.status, 1);
}
END_TEST

/* ---- Moments --------------------------------------------------------------------------- */

START_TEST(the_first_difference_names_events)
{
    check_tiny("", "async_sleep(0.25);\n    return good_solution();");
    check_has(result.out, "first difference, at ");
    check_lacks(result.out, "yours sleeps, the wanted one sleeps");
    check_lacks(result.out, "yours runs, the wanted one runs");
    check_lacks(result.out, "close generators");
}
END_TEST

START_TEST(the_earliest_difference_is_marked_also_in_main)
{
    grade_run("interleave-check", "04", NULL);
    check_has(result.out, "at 2.000 s: main: yours still sleeps, the wanted one wakes\n"
                          "    and sleeps again");
    check_lacks(result.out, "close generators");
    check_has(result.out, "async generator ignored\n    GeneratorExit");
}
END_TEST

/* ---- The table, hints ------------------------------------------------------------------ */

START_TEST(shared_points_and_conditions_are_explained)
{
    grade_run("interleave-check", "16", NULL);
    check_has(result.out, "  in part    0.67/2   tools alone");
    check_has(result.out, "(In part: ok in some scenarios");
    check_has(result.out, "(The points of a line are shared evenly");
    grade_run("interleave-check", "04", NULL);
    check_has(result.out, "  ok                  in place: ");
}
END_TEST

START_TEST(the_last_hint_is_given_to_who_asks_for_it)
{
    grade_run("interleave-check", "--hint", "02", NULL);
    check_has(result.out, "--hint=3 shows the next one.");
    check_lacks(result.out, "Hint 3 of 3");
    grade_run("interleave-check", "--hint=3", "02", NULL);
    check_has(result.out, "Hint 3 of 3:\n");
    grade_run("interleave-check", "--hint=7", "02", NULL);
    check_has(result.out, "There are 3 hints.");
}
END_TEST

/* A line left over from the start. */
START_TEST(a_line_too_many_is_shown_itself)
{
    write_file("edit.sh", "sed 's/int n = rc == 0 ?/printf(\"2 links\\\\n\"); &/' "
               EXERCISE_DIR "/../../exercises/14-crawler-with-failures/solution.c");
    char command[400];
    snprintf(command, sizeof command, "sh %s/edit.sh >%s/a.c", folder, folder);
    ck_assert_int_eq(system(command), 0);
    grade_run("interleave-check", "--hint", "14", in_folder("a.c"), NULL);
    check_has(result.out, "a line that nobody asked for was printed: \"2 links\"");
    check_has(result.out, "Hint 1 of 3");
    check_lacks(result.out, "Often it comes from this");
}
END_TEST

/* ---- What may be used ------------------------------------------------------------------- */

START_TEST(posix_and_all_public_headers_may_be_used)
{
    check_tiny("#include \"async_file.h\"\n#include \"async_process.h\"\n"
               "#include \"async_stream.h\"\n#include \"async_thread.h\"\n",
               "free(strdup(\"text\"));\n    return good_solution();");
    check_has(result.out, "10 of 10 points");
}
END_TEST

/* A line in solution(), and what is said of it in plain words. */
static const char *const slips[][2] = {
    { "x = buf + s;", "line 7: the values on both sides of the operator" },
    { "x = *x;", "line 7: * stands before something that is no pointer" },
    { "x = arg->y;", "line 7: what stands before the dot or -> is no" },
    { "s->a = 3;", "line 7: -> stands behind something that is no pointer" },
    { "x = x[1];", "line 7: [ ] stands behind something that is no array" },
    { "x(3);", "line 7: x is called, but it is no function" },
    { "else x = 2;", "line 7: an else without its if" },
    { "break;", "line 7: a break, continue or case stands outside of its" },
    { "printf(\342\200\234hi\342\200\235);", "line 7: a character that is no C" },
    { "c = 2;", "line 7: c is const: it cannot be changed" },
    { "/* open", "line 7: a comment has no end" },
    { "int 2x = 3;", "line 7: a name cannot begin with a digit" },
    { "for (int i = 0; i < 3, i++) x++;", "line 7: a semicolon is missing" },
    { "int y = 1\n    x = y;", "line 8: a semicolon is missing" },
    { "async_slep(1);", "line 7: there is no function async_slep" },
    { "async_create_task(\"a\", x);", "line 7: async_create_task is called with too few" },
};

START_TEST(a_slip_is_told_in_plain_words)
{
    char source[600];

    snprintf(source, sizeof source, "#include \"exercise.h\"\nstruct s { int a; };\n"
             "void *solution(void *arg)\n{\n    int x = 1; struct s s; const int c = 1;\n"
             "    char buf[4];\n    %s\n    return NULL;\n}\n", slips[_i][0]);
    write_file("a.c", source);
    grade_run("interleave-check", TINY, in_folder("a.c"), NULL);
    check_has(result.out, slips[_i][1]);
    ck_assert_msg(!strstr(result.out, "/async.h"), "a folder in:\n%s", result.out);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        the_runtimes_last_words_come_first_and_blame_nobody,
        leaving_by_exit_is_still_for_the_teacher, a_deadlock_is_told_with_all_who_wait,
        a_crash_has_advice_of_its_own,
        a_value_behind_the_end_of_the_list_points_to_the_loop,
        a_stack_overflow_is_told_in_full, a_code_has_its_name,
        an_argument_on_a_dead_stack_costs_points, the_first_difference_names_events,
        the_earliest_difference_is_marked_also_in_main,
        shared_points_and_conditions_are_explained,
        the_last_hint_is_given_to_who_asks_for_it, a_line_too_many_is_shown_itself,
        posix_and_all_public_headers_may_be_used,
    };
    Suite *suite = suite_create("feedback");
    TCase *tcase = tcase_create("feedback");

    tcase_add_checked_fixture(tcase, grading_begin, grading_end);
    tcase_set_timeout(tcase, RUN_LONGEST);
    for (size_t i = 0; i < sizeof tests / sizeof *tests; i++)
        tcase_add_test(tcase, tests[i]);
    tcase_add_loop_test(tcase, a_slip_is_told_in_plain_words, 0, sizeof slips / sizeof *slips);
    suite_add_tcase(suite, tcase);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
