/* SPDX-License-Identifier: MIT */
/* The screen for a projector, and when it stops. */
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "fake_lesson.h"
#include "fake_log.h"
#include "picture.h"
#include "reveal.h"
#include "term.h"

static struct picture picture;

static void open_race(void)
{
    picture_race(&picture);
    picture.screen.classroom.on = true;
}

static void close_picture(void)
{
    picture_done(&picture);
}

START_TEST(a_race_fills_the_screen)
{
    picture.screen.classroom.question = "Who wakes first?";
    picture_at(&picture, 1320 * (uint64_t)FAKE_MS);
    picture_check(&picture, 24, 80, "classroom-race-80x24");
    picture_check(&picture, 40, 120, "classroom-race-120x40");
}
END_TEST

START_TEST(four_tasks_are_legible_from_the_last_row)
{
    picture_done(&picture);
    picture_many(&picture, 4);
    picture.screen.classroom.on = true;
    picture.screen.scroll = 1;
    picture_at(&picture, FAKE_S / 2);
    picture_check(&picture, 24, 80, "classroom-four-80x24");
    picture_check(&picture, 40, 120, "classroom-four-120x40");
    picture_draw(&picture, 24, 80);
    for (int row = 2; row < 17; row++)      /* three rows each, and one between */
        ck_assert_int_eq(strstr(picture_row(&picture, row), "░") != NULL, row % 4 != 1);
}
END_TEST

START_TEST(a_blank_screen_shows_nothing)
{
    picture.screen.classroom.blank = true;
    picture_at(&picture, FAKE_S);
    picture_draw(&picture, 24, 80);
    for (int row = 0; row < 24; row++)
        ck_assert_str_eq(picture_row(&picture, row), "");
}
END_TEST

START_TEST(every_size_can_be_drawn)
{
    picture_at(&picture, 3 * FAKE_S);
    for (int rows = 10; rows < 70; rows++)
        for (int columns = 40; columns < 240; columns += 23)
            picture_draw(&picture, rows, columns);
}
END_TEST

START_TEST(reveals_are_the_moments_at_which_something_changes)
{
    struct track *tracks[] = {&picture.tracks[0], &picture.tracks[1]};
    char question[REVEAL_QUESTION];

    picture_at(&picture, 0);
    ck_assert_uint_eq(reveal_next(tracks, 2, 0), 2 * FAKE_S);
    picture_at(&picture, 2 * FAKE_S - 1);
    ck_assert_uint_eq(reveal_next(tracks, 2, 2 * FAKE_S - 1), 2 * FAKE_S);
    reveal_ask(question, tracks[1], 2 * FAKE_S);
    ck_assert_str_eq(question, "Three tasks sleep. Who wakes first?");
    reveal_ask(question, tracks[0], 2 * FAKE_S);
    ck_assert_str_eq(question, "The thread is blocked until 2.0 s. Who comes next?");
    picture_at(&picture, 6 * FAKE_S);
    ck_assert_uint_eq(reveal_next(tracks, 2, 6 * FAKE_S), LOG_NEVER);
    ck_assert_uint_eq(reveal_previous(tracks, 2, 6 * FAKE_S, 0), 4 * FAKE_S);
}
END_TEST

START_TEST(one_key_leads_through_a_lesson)
{
    struct term *term = term_lesson(24, 80, "06-gather", "--classroom", NULL);

    term_wait_for(term, "url2 is the slowest.");
    term_type(term, " ");
    term_wait_for(term, "Now nobody is ready");
    term_type(term, "\033[6~");                     /* on the way to the next reveal, */
    term_type(term, "\033[6~");                     /* and there at once */
    term_wait_for(term, "Three tasks sleep. Who wakes first?");
    term_type(term, " ");
    term_wait_for(term, "url3 is done.");
    term_wait_without(term, "Who wakes first?");
    term_type(term, "\033[5~");
    term_wait_without(term, "url3 is done.");
    term_type(term, "b");
    term_wait_without(term, "gather");
    term_type(term, "b");
    term_wait_for(term, "gather");
    term_type(term, "q");
    term_expect_exit(term, 0);
}
END_TEST

/* Nobody sleeps in it: each step of a task is a reveal. */
START_TEST(a_lesson_that_takes_no_time_goes_step_by_step)
{
    struct term *term = term_lesson(24, 80, "02-coroutines", "--classroom", NULL);

    term_wait_for(term, " space  next");
    term_type(term, " ");
    term_wait_for(term, "main is ready: it comes next.");
    term_wait_without(term, "task is done");
    term_type(term, " ");
    term_wait_for(term, "so the loop took task; task is done.");
    term_type(term, " ");
    term_wait_for(term, "so the loop took main; main is done.");
    term_type(term, "\033[5~");
    term_wait_without(term, "main is done.");
    term_type(term, "q");
    term_expect_exit(term, 0);
}
END_TEST

static Suite *classroom_suite(void)
{
    Suite *suite = suite_create("classroom");
    TCase *tcase = tcase_create("classroom");

    tcase_set_timeout(tcase, 120);
    tcase_add_checked_fixture(tcase, open_race, close_picture);
    tcase_add_test(tcase, a_race_fills_the_screen);
    tcase_add_test(tcase, four_tasks_are_legible_from_the_last_row);
    tcase_add_test(tcase, a_blank_screen_shows_nothing);
    tcase_add_test(tcase, every_size_can_be_drawn);
    tcase_add_test(tcase, reveals_are_the_moments_at_which_something_changes);
    tcase_add_test(tcase, a_lesson_that_takes_no_time_goes_step_by_step);
    tcase_add_test(tcase, one_key_leads_through_a_lesson);
    suite_add_tcase(suite, tcase);
    return suite;
}

int main(int argc, char **argv)
{
    fake_lesson_if_asked(argc, argv);

    SRunner *runner = srunner_create(classroom_suite());

    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
