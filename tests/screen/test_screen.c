/* SPDX-License-Identifier: MIT */
/* Screens composed from logs made by hand, at many moments and sizes. */
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "fake_log.h"
#include "picture.h"

static struct picture picture;

static void open_race(void)
{
    picture_race(&picture);
}

static void close_picture(void)
{
    picture_done(&picture);
}

START_TEST(before_the_start_the_lanes_have_names_and_the_question_is_asked)
{
    picture_check(&picture, 30, 100, "screen-ready");
}
END_TEST

START_TEST(one_side_blocks_its_thread_while_the_other_sleeps_at_once)
{
    picture.screen.paused = false;
    picture_at(&picture, 1320 * (uint64_t)FAKE_MS);
    picture_check(&picture, 30, 100, "screen-race");
    ck_assert_int_eq(picture_role(&picture, 4, 0x2588), ROLE_BLOCKED);
    ck_assert_int_eq(picture_role(&picture, 7, 0x2588), ROLE_BLOCKED);
    ck_assert_int_eq(picture_role(&picture, 11, 0x2591), ROLE_SLEEPING);
    ck_assert_int_eq(picture_role(&picture, 11, 0x258c), ROLE_RUNNING);
    ck_assert_int_eq(picture_role(&picture, 10, 0x2504), ROLE_WAITING);
}
END_TEST

START_TEST(when_one_side_is_done_the_story_is_about_the_other)
{
    picture_at(&picture, 3 * FAKE_S);
    picture_check(&picture, 30, 100, "screen-one-done");
}
END_TEST

START_TEST(the_end_is_a_score)
{
    picture_at(&picture, 6 * FAKE_S);
    picture_check(&picture, 30, 100, "screen-score");
    ck_assert_int_eq(picture_role(&picture, 9, '3'), ROLE_DONE);
}
END_TEST

START_TEST(looking_back_marks_the_moment_on_the_axis)
{
    picture.screen.looking_back = true;
    picture_at(&picture, 2500 * (uint64_t)FAKE_MS);
    picture_draw(&picture, 30, 100);
    ck_assert(picture_has(&picture, "2.50 s   ‖ looking back"));
    ck_assert(picture_has(&picture, "┃"));
}
END_TEST

START_TEST(eighty_by_twenty_four_shows_everything)
{
    picture_at(&picture, 1320 * (uint64_t)FAKE_MS);
    picture_check(&picture, 24, 80, "screen-80x24");
}
END_TEST

START_TEST(a_small_window_keeps_lanes_axis_and_keys)
{
    picture_at(&picture, 1320 * (uint64_t)FAKE_MS);
    picture_check(&picture, 15, 60, "screen-60x15");
}
END_TEST

START_TEST(the_smallest_window_is_still_a_race)
{
    picture_at(&picture, 6 * FAKE_S);
    picture_check(&picture, 10, 40, "screen-40x10");
}
END_TEST

START_TEST(a_large_window_has_thick_lanes)
{
    picture_at(&picture, 1320 * (uint64_t)FAKE_MS);
    picture_check(&picture, 60, 160, "screen-160x60");
}
END_TEST

START_TEST(ascii_needs_nothing_but_ascii)
{
    picture.canvas.ascii = true;
    picture_at(&picture, 6 * FAKE_S);
    picture_check(&picture, 30, 100, "screen-ascii");
    for (int i = 0; i < 30 * 100; i++)
        ck_assert_uint_lt(picture.canvas.cells[i].glyph, 0x7f);
}
END_TEST

START_TEST(help_tells_every_key)
{
    picture.screen.help = true;
    picture_check(&picture, 30, 100, "screen-help");
    picture_check(&picture, 10, 40, "screen-help-40x10");
}
END_TEST

START_TEST(a_window_that_is_too_small_is_told_so)
{
    picture_draw(&picture, 9, 38);
    ck_assert_str_eq(picture_row(&picture, 0), "This window is 38x9. Interleave needs");
    ck_assert_str_eq(picture_row(&picture, 1), "40x10.");
    picture_draw(&picture, 9, 100);
    ck_assert_str_eq(picture_row(&picture, 0),
                     "This window is 100x9. Interleave needs 40x10.");
    picture_draw(&picture, 1, 1);
}
END_TEST

START_TEST(the_title_tells_how_often_a_program_waited_for_the_screen)
{
    picture_at(&picture, 3 * FAKE_S);
    picture.logs[1].header.clock = LOG_CLOCK_PACED;
    picture.logs[1].header.stalls = 3;
    picture_draw(&picture, 30, 100);
    ck_assert(strstr(picture_row(&picture, 0), "waited 3× for the screen"));
    picture_draw(&picture, 24, 60);
    ck_assert(strstr(picture_row(&picture, 0), "waited 3×"));
}
END_TEST

START_TEST(a_crash_is_told_in_red)
{
    picture_at(&picture, 3 * FAKE_S);
    picture.tracks[1].trouble = "the program crashed by SIGSEGV (a bad memory access)";
    picture.tracks[1].over = true;
    picture_draw(&picture, 30, 100);
    int row = 0;
    while (!strstr(picture_row(&picture, row), "Waiting together: the program crashed"))
        row++;
    ck_assert_int_eq(picture_role(&picture, row, 'W'), ROLE_FAILED);
    ck_assert(strstr(picture_row(&picture, 9), "stopped") != NULL);
}
END_TEST

/* Every size and moment: nothing outside, quit can always be found, title on top. */
START_TEST(every_size_holds_title_and_quit)
{
    for (int columns = 40; columns <= 300; columns += columns < 130 ? 3 : 37)
        for (int rows = 10; rows <= 100; rows += rows < 45 ? 1 : 11)
            for (uint64_t time = 0; time <= 6; time += 3) {
                picture_at(&picture, time * FAKE_S);
                picture_draw(&picture, rows, columns);
                ck_assert(strstr(picture_row(&picture, 0), "0 s") != NULL);
                ck_assert(strstr(picture_row(&picture, rows - 1), "quit") != NULL);
                ck_assert(strstr(picture_row(&picture, rows - 1), "help") != NULL);
                ck_assert(picture_has(&picture, "thread"));
                ck_assert(picture_has(&picture, "┬"));
            }
}
END_TEST

START_TEST(lanes_that_do_not_fit_are_counted_and_scrolled_to)
{
    close_picture();
    picture_many(&picture, 40);
    picture.screen.view.fold = FOLD_NONE;
    picture_at(&picture, 0);
    picture_draw(&picture, 30, 100);
    ck_assert(picture_has(&picture, "    Task5"));
    ck_assert(picture_has(&picture, " more"));
    ck_assert(!picture_has(&picture, "    Task40"));
    picture.screen.scroll = 1;
    picture_draw(&picture, 30, 100);
    ck_assert(picture_has(&picture, "… 1 more above, "));
    picture.screen.scroll = 1000;
    picture_draw(&picture, 30, 100);
    ck_assert(picture_has(&picture, "    Task40"));
    ck_assert_uint_lt(picture.screen.scroll, 41);
    picture_check(&picture, 30, 100, "screen-many");
}
END_TEST

START_TEST(an_axis_ends_at_one_two_or_five)
{
    ck_assert_uint_eq(screen_axis_for(FAKE_S), FAKE_S);
    ck_assert_uint_eq(screen_axis_for(FAKE_S + 1), 2 * FAKE_S);
    ck_assert_uint_eq(screen_axis_for(2 * FAKE_S + 1), 5 * FAKE_S);
    ck_assert_uint_eq(screen_axis_for(5 * FAKE_S + 1), 10 * FAKE_S);
    ck_assert_uint_eq(screen_axis_for(0), 1000);
    ck_assert_uint_gt(screen_axis_for(UINT64_MAX), UINT64_C(1) << 60);
}
END_TEST

/* A paced clock is a hair late; a bar still ends where its axis says. */
START_TEST(a_hair_late_is_on_time)
{
    for (int i = 0; i < 2; i++)
        for (uint64_t j = 0; j < picture.logs[i].count; j++) {
            struct log_record *record = &picture.logs[i].records[j];
            if (record->kind != LOG_TEXT && record->kind != LOG_NAME)
                record->time += record->time / 10000;
        }
    picture_at(&picture, 6 * FAKE_S + FAKE_S / 1000);
    picture_check(&picture, 30, 100, "screen-score");
}
END_TEST

static Suite *screen_suite(void)
{
    Suite *suite = suite_create("screen");
    TCase *tcase = tcase_create("screen");

    tcase_add_checked_fixture(tcase, open_race, close_picture);
    tcase_add_test(tcase, before_the_start_the_lanes_have_names_and_the_question_is_asked);
    tcase_add_test(tcase, one_side_blocks_its_thread_while_the_other_sleeps_at_once);
    tcase_add_test(tcase, when_one_side_is_done_the_story_is_about_the_other);
    tcase_add_test(tcase, the_end_is_a_score);
    tcase_add_test(tcase, looking_back_marks_the_moment_on_the_axis);
    tcase_add_test(tcase, eighty_by_twenty_four_shows_everything);
    tcase_add_test(tcase, a_small_window_keeps_lanes_axis_and_keys);
    tcase_add_test(tcase, the_smallest_window_is_still_a_race);
    tcase_add_test(tcase, a_large_window_has_thick_lanes);
    tcase_add_test(tcase, ascii_needs_nothing_but_ascii);
    tcase_add_test(tcase, help_tells_every_key);
    tcase_add_test(tcase, a_window_that_is_too_small_is_told_so);
    tcase_add_test(tcase, the_title_tells_how_often_a_program_waited_for_the_screen);
    tcase_add_test(tcase, a_crash_is_told_in_red);
    tcase_add_test(tcase, every_size_holds_title_and_quit);
    tcase_add_test(tcase, lanes_that_do_not_fit_are_counted_and_scrolled_to);
    tcase_add_test(tcase, an_axis_ends_at_one_two_or_five);
    tcase_add_test(tcase, a_hair_late_is_on_time);
    suite_add_tcase(suite, tcase);
    return suite;
}

int main(void)
{
    SRunner *runner = srunner_create(screen_suite());

    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
