/* SPDX-License-Identifier: MIT */
/* The first lesson on a terminal, led by keys alone: it starts paused, and each step
 * is one key, so that every screen is the same each time. */
#include <check.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include "fake_lesson.h"
#include "term.h"

static struct term *start(void)
{
    struct term *term = term_lesson(30, 100, "01-sync-vs-async", NULL);

    term_wait_for(term, "to start.");
    return term;
}

static void quit(struct term *term)
{
    term_type(term, "q");
    ck_assert_int_eq(term_wait_end(term), 0);
    term_check_restored(term);
    term_free(term);
}

START_TEST(it_opens_paused_on_named_empty_lanes_with_the_question)
{
    struct term *term = start();

    term_wait_for(term, "How long will each side take?");
    ck_assert(term_has(term, "0.00 s   ‖ paused"));
    ck_assert_str_eq(term_row(term, 4), "    Task1");
    ck_assert_str_eq(term_row(term, 13), "    Task3");
    ck_assert(term_has(term, "done 0 of 3"));
    quit(term);
}
END_TEST

START_TEST(space_runs_the_race_to_its_score)
{
    struct term *term = start();

    term_type(term, " ");
    term_wait_for(term, "3.0× faster");
    term_wait_for(term, "finished");
    ck_assert(term_has(term, "the waiting overlaps."));
    ck_assert(strstr(term_row(term, 2), "6.0 s") != NULL);
    ck_assert(strstr(term_row(term, 9), "2.0 s") != NULL);
    ck_assert(strstr(term_row(term, 7), "busy") != NULL);
    ck_assert(strstr(term_row(term, 14), "free 99") != NULL);
    quit(term);
}
END_TEST

static Suite *live_suite(void)
{
    Suite *suite = suite_create("live");
    TCase *tcase = tcase_create("live");

    tcase_set_timeout(tcase, 60);
    tcase_add_test(tcase, it_opens_paused_on_named_empty_lanes_with_the_question);
    tcase_add_test(tcase, space_runs_the_race_to_its_score);
    suite_add_tcase(suite, tcase);
    return suite;
}

int main(int argc, char **argv)
{
    fake_lesson_if_asked(argc, argv);

    SRunner *runner = srunner_create(live_suite());

    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
