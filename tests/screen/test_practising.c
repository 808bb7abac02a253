/* SPDX-License-Identifier: MIT */
/* Practice on a terminal: one key is enough, a text is paged, the terminal comes back. */
#define _XOPEN_SOURCE 700
#include <check.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "term.h"

#define TINY EXERCISE_DIR "/tiny"

static char folder[64];

static void shell(const char *command)
{
    char whole[600];

    snprintf(whole, sizeof whole, "cd %s && %s", folder, command);
    ck_assert_int_eq(system(whole), 0);
}

static void setup(void)
{
    strcpy(folder, "/tmp/interleave-test-XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(folder));
}

static void teardown(void)
{
    shell("rm -rf practice && cd / && rmdir \"$OLDPWD\"");
}

static struct term *practise(int rows, int columns, const char *set)
{
    char command[700];
    const char *argv[] = { "sh", "-c", command, NULL }, *sets[] = { set, NULL };

    snprintf(command, sizeof command, "cd %s && exec " GRADER_DIR
             "/interleave-practice --sandbox none " TINY, folder);
    return term_start(&(struct term_options){ .argv = argv, .rows = rows, .columns = columns,
                                              .set = set ? sets : NULL });
}

static void quit(struct term *term)
{
    term_type(term, "q");
    term_expect_exit(term, 0);
}

START_TEST(who_has_not_begun_sees_the_task_first)
{
    struct term *term = practise(40, 80, NULL);

    term_wait_for(term, "Ask for three pages at once");
    ck_assert_str_eq(term_row(term, 0), "The tests' own exercise");
    ck_assert(!term_has(term, "```"));
    term_type(term, "\n");
    term_wait_for(term, "tiny.c, 0 of 10 points");
    ck_assert(term_has(term, "t task   h hint   l list   r reset   q quit"));
    quit(term);
    term = practise(40, 80, NULL);
    term_wait_for(term, "tiny.c, 0 of 10 points");
    quit(term);
}
END_TEST

START_TEST(a_save_is_judged_and_drawn_anew)
{
    struct term *term = practise(40, 80, NULL);

    term_wait_for(term, "every save is judged");
    shell("printf 'int x\\nint y;\\n' >practice/tiny.c");
    term_wait_for(term, "line 1: a semicolon is missing");
    shell("cp " TINY "/solution.c practice/tiny.c");
    term_wait_for(term, "Passed.");
    ck_assert(!term_has(term, "semicolon"));
    ck_assert(term_has(term, "n next   s solution"));
    term_type(term, "s");
    term_wait_for(term, "All three at once");
    quit(term);
}
END_TEST

/* Whatever else there is to read, it is what a small window shows. */
START_TEST(the_picture_of_a_failure_comes_first)
{
    struct term *term = practise(24, 80, NULL);

    term_wait_for(term, "every save is judged");
    shell("cp " TINY "/mutants/one-by-one.c practice/tiny.c");
    term_wait_for(term, "What to look at first: at once");
    ck_assert_str_eq(term_row(term, 2), "What to look at first: at once");
    term_wait_for(term, "first difference, at 0.000 s");
    ck_assert(!term_has(term, "FAILED"));
    quit(term);
}
END_TEST

START_TEST(hints_are_added_with_a_key_each)
{
    struct term *term = practise(40, 80, NULL);

    term_wait_for(term, "every save is judged");
    term_type(term, "h");
    term_wait_for(term, "Hint 1 of 3:");
    ck_assert(!term_has(term, "Hint 2 of 3:"));
    term_type(term, "h");
    term_wait_for(term, "Hint 2 of 3:");
    term_resize(term, 7, 80);
    term_type(term, "h");
    term_wait_for(term, "Hint 3 of 3:");        /* in view where not all are */
    quit(term);
}
END_TEST

START_TEST(a_long_text_is_paged)
{
    struct term *term = practise(12, 80, NULL);

    term_wait_for(term, "more lines: space");
    ck_assert_int_eq(term_find(term, "more lines: space"), 9);
    ck_assert_int_eq(term_find(term, "every save is judged"), 11);
    term_type(term, "  ");
    term_wait_for(term, "1.50 s  main  good: 3");
    ck_assert(term_has(term, "the end: b back"));
    term_type(term, "bb\033[B");
    term_wait_for(term, "11 more lines: space, b back");
    ck_assert_str_eq(term_row(term, 0), "");
    term_resize(term, 40, 80);
    term_wait_for(term, "1.50 s  main  good: 3");
    ck_assert_str_eq(term_row(term, 0), "The tests' own exercise");
    quit(term);
}
END_TEST

START_TEST(a_line_of_80_columns_is_whole)
{
    struct term *term;

    shell("mkdir practice && printf '#error 12345678901234567890123456789012345678901234567END"
          "\\n' >practice/tiny.c");
    term = practise(40, 80, NULL);
    term_wait_for(term, "#error 12345678901234567890123456789012345678901234567END");
    ck_assert_int_eq((int)strlen(term_row(term, term_find(term, "7END"))), 80);
    quit(term);
}
END_TEST

START_TEST(a_narrow_window_says_so)
{
    struct term *term = practise(20, 50, NULL);

    term_wait_for(term, "80 columns are needed");
    term_resize(term, 20, 80);
    term_wait_without(term, "80 columns are needed");
    quit(term);
}
END_TEST

START_TEST(without_colour_there_is_none)
{
    struct term *term = practise(40, 80, "NO_COLOR=1");

    term_wait_for(term, "every save is judged");
    term_type(term, "\n");
    term_wait_for(term, "FAILED");
    ck_assert(!term_is_colourful(term));
    quit(term);
}
END_TEST

START_TEST(a_reset_asks_for_one_key)
{
    struct term *term;

    shell("mkdir practice && cp " TINY "/solution.c practice/tiny.c");
    term = practise(40, 80, NULL);
    term_wait_for(term, "Passed.");
    term_type(term, "r");
    term_wait_for(term, "begin this exercise anew? [y/N]");
    term_type(term, "n");
    term_wait_for(term, "Nothing was changed");
    term_type(term, "r");
    term_wait_for(term, "[y/N]");
    term_type(term, "y");
    term_wait_for(term, "tiny.c, 0 of 10 points");
    shell("cmp -s practice/tiny.c " TINY "/start.c");
    quit(term);
}
END_TEST

static const int ends[] = { SIGTERM, SIGHUP, SIGINT };

START_TEST(whoever_ends_it_has_a_terminal_again)
{
    struct term *term = practise(40, 80, NULL);

    term_wait_for(term, "every save is judged");
    ck_assert_int_eq(kill(term_pid(term), ends[_i]), 0);
    term_expect_exit(term, 0);
}
END_TEST

START_TEST(a_crash_gives_the_terminal_back)
{
    struct term *term = practise(40, 80, NULL);

    term_wait_for(term, "every save is judged");
    ck_assert_int_eq(kill(term_pid(term), SIGABRT), 0);
    term_expect_signal(term, SIGABRT);
}
END_TEST

START_TEST(stopped_it_rests_and_goes_on)
{
    struct term *term = practise(40, 80, NULL);

    term_wait_for(term, "every save is judged");
    term_type(term, "\032");
    term_wait_stopped(term);
    term_check_restored(term);
    term_spoil(term);
    term_continue(term);
    term_wait_for(term, "every save is judged");
    quit(term);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        who_has_not_begun_sees_the_task_first, a_save_is_judged_and_drawn_anew,
        the_picture_of_a_failure_comes_first,
        hints_are_added_with_a_key_each, a_long_text_is_paged, a_line_of_80_columns_is_whole,
        a_narrow_window_says_so, without_colour_there_is_none, a_reset_asks_for_one_key,
        a_crash_gives_the_terminal_back, stopped_it_rests_and_goes_on,
    };
    Suite *suite = suite_create("practising");
    TCase *tcase = tcase_create("practising");

    tcase_set_timeout(tcase, 120);
    tcase_add_checked_fixture(tcase, setup, teardown);
    for (size_t i = 0; i < sizeof tests / sizeof *tests; i++)
        tcase_add_test(tcase, tests[i]);
    tcase_add_loop_test(tcase, whoever_ends_it_has_a_terminal_again, 0,
                        sizeof ends / sizeof *ends);
    suite_add_tcase(suite, tcase);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
