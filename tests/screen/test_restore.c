/* SPDX-License-Identifier: MIT */
/* However the screen or its children come to their end, the terminal is as before. */
#define _GNU_SOURCE
#include <check.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "fake_lesson.h"
#include "term.h"
#include "witness.h"

static struct term *start(void)
{
    struct term *term = term_lesson(30, 100, "01-sync-vs-async", NULL);

    term_wait_for(term, "to start.");
    return term;
}

static struct term *run_demo(const char *demo)
{
    struct term *term = term_fake_lesson(demo, NULL);

    term_wait_for(term, "to start.");
    term_type(term, " ");
    return term;
}

/* ---- Signals ------------------------------------------------------------- */

static const int signals[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGSEGV, SIGBUS, SIGFPE,
                              SIGABRT};

enum { SIGNALS = sizeof signals / sizeof *signals };

START_TEST(a_signal_ends_it_and_the_shell_sees_which)
{
    struct term *term = start();

    kill(term_pid(term), signals[_i]);
    term_expect_signal(term, signals[_i]);
}
END_TEST

START_TEST(a_signal_ends_it_in_the_middle_of_the_race)
{
    struct term *term = start();

    term_type(term, " ");
    term_wait_for(term, "▶");
    kill(term_pid(term), signals[_i]);
    term_expect_signal(term, signals[_i]);
}
END_TEST

START_TEST(control_c_is_an_interrupt)
{
    struct term *term = start();

    term_type(term, "\003");
    term_expect_signal(term, SIGINT);
}
END_TEST

START_TEST(control_z_stops_and_fg_goes_on)
{
    struct term *term = start();

    for (int i = 0; i < 2; i++) {
        term_type(term, "\032");
        term_wait_stopped(term);
        term_check_restored(term);
        term_continue(term);
        term_wait_golden(term, "live-ready");
    }
    term_type(term, "q");
    term_expect_exit(term, 0);
}
END_TEST

START_TEST(whoever_is_stopped_by_force_takes_the_terminal_again)
{
    struct term *term = start();

    kill(term_pid(term), SIGSTOP);
    term_wait_stopped(term);
    term_spoil(term);
    term_continue(term);
    term_wait_golden(term, "live-ready");
    term_type(term, "?");
    term_wait_for(term, "start, pause, go on");
    term_type(term, "qq");
    term_wait_end(term);
    term_expect_exit(term, 0);
}
END_TEST

START_TEST(a_stopped_screen_stops_the_race)
{
    struct term *term = start();

    term_type(term, " ");
    term_wait_for(term, "▶");
    term_type(term, "\032");
    term_wait_stopped(term);
    term_continue(term);
    term_wait_for(term, "finished");
    term_wait_for(term, "× faster");
    term_type(term, "q");
    term_expect_exit(term, 0);
}
END_TEST

/* ---- Children ------------------------------------------------------------ */

START_TEST(a_child_that_crashes_is_told_in_words)
{
    struct term *term = run_demo("crashes");

    term_wait_for(term, "he program crashed by SIGSEGV (a bad memory access)");
    term_wait_for(term, "had the");
    term_wait_for(term, "(last known line:");
    term_wait_for(term, "■ stopped");
    term_type(term, "q");
    term_wait_end(term);
    ck_assert(term_has(term, "the program crashed by SIGSEGV"));
    term_expect_exit(term, 1);
}
END_TEST

START_TEST(a_child_that_is_killed_is_told_in_words)
{
    struct term *term = run_demo("killed");

    term_wait_for(term, "SIGKILL (killed)");
    term_type(term, "q");
    term_wait_end(term);
    ck_assert(term_has(term, "SIGKILL (killed)"));
    term_expect_exit(term, 1);
}
END_TEST

START_TEST(a_child_that_leaves_is_told_in_words)
{
    struct term *term = run_demo("leaves");

    term_wait_for(term, "exit status 3 in the middle of its run");
    term_type(term, "q");
    term_expect_exit(term, 1);
}
END_TEST

START_TEST(a_child_that_never_gives_way_is_told_and_can_be_left)
{
    struct term *term = run_demo("hangs");

    term_wait_for(term, "main has had the thread for ");
    term_wait_for(term, " s without giving it back");
    term_type(term, "q");
    term_wait_end(term);
    ck_assert(term_has(term, "main has had the thread for "));
    term_expect_exit(term, 1);
}
END_TEST

START_TEST(a_child_that_fails_makes_the_status_1)
{
    struct term *term = run_demo("fails");

    term_wait_for(term, "finished");
    term_wait_for(term, "✗");
    term_type(term, "q");
    term_expect_exit(term, 1);
}
END_TEST

START_TEST(what_a_child_says_on_standard_error_is_shown_afterwards)
{
    struct term *term = run_demo("talks");

    term_wait_for(term, "finished");
    ck_assert(!term_has(term, "a word of warning"));
    term_type(term, "q");
    term_wait_end(term);
    ck_assert(term_has(term, "a word of warning"));
    term_expect_exit(term, 0);
}
END_TEST

static struct term *run_witnessed(int *witness)
{
    struct term *term;
    char set[80], byte;

    snprintf(set, sizeof set, "FAKE_WITNESS=%s", witness_new());
    term = term_fake_lesson("waits", (const char *[]){set, NULL});
    term_wait_for(term, "to start.");
    term_type(term, " ");
    *witness = witness_open();
    ck_assert_int_eq(read(*witness, &byte, 1), 1);
    return term;
}

/* The last holder of the other end is gone. */
static void expect_nobody(int witness)
{
    struct pollfd fd = {.fd = witness, .events = POLLIN};
    char byte;

    ck_assert_int_eq(poll(&fd, 1, 20000), 1);
    ck_assert_int_eq(read(witness, &byte, 1), 0);
    close(witness);
}

static const int deadly[] = {SIGTERM, SIGHUP, SIGSEGV, SIGKILL};

START_TEST(no_child_outlives_the_screen)
{
    struct term *term;
    int witness;

    term = run_witnessed(&witness);
    kill(term_pid(term), deadly[_i]);
    term_wait_end(term);
    term_free(term);
    expect_nobody(witness);
}
END_TEST

static Suite *restore_suite(void)
{
    Suite *suite = suite_create("restore");
    TCase *tcase = tcase_create("restore");

    tcase_set_timeout(tcase, 120);
    tcase_add_loop_test(tcase, a_signal_ends_it_and_the_shell_sees_which, 0, SIGNALS);
    tcase_add_loop_test(tcase, a_signal_ends_it_in_the_middle_of_the_race, 0, SIGNALS);
    tcase_add_test(tcase, control_c_is_an_interrupt);
    tcase_add_test(tcase, control_z_stops_and_fg_goes_on);
    tcase_add_test(tcase, whoever_is_stopped_by_force_takes_the_terminal_again);
    tcase_add_test(tcase, a_stopped_screen_stops_the_race);
    tcase_add_test(tcase, a_child_that_crashes_is_told_in_words);
    tcase_add_test(tcase, a_child_that_is_killed_is_told_in_words);
    tcase_add_test(tcase, a_child_that_leaves_is_told_in_words);
    tcase_add_test(tcase, a_child_that_never_gives_way_is_told_and_can_be_left);
    tcase_add_test(tcase, a_child_that_fails_makes_the_status_1);
    tcase_add_test(tcase, what_a_child_says_on_standard_error_is_shown_afterwards);
    tcase_add_loop_test(tcase, no_child_outlives_the_screen, 0,
                        sizeof deadly / sizeof *deadly);
    suite_add_tcase(suite, tcase);
    return suite;
}

int main(int argc, char **argv)
{
    fake_lesson_if_asked(argc, argv);

    SRunner *runner = srunner_create(restore_suite());

    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
