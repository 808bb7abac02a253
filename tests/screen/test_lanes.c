/* SPDX-License-Identifier: MIT */
/* Lanes that are selected, folded, ordered, filtered, zoomed into. */
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "fake_log.h"
#include "pane.h"
#include "picture.h"

static struct picture picture;

static void open_race(void)
{
    picture_race(&picture);
    picture_at(&picture, 2500 * (uint64_t)FAKE_MS);
}

static void close_picture(void)
{
    picture_done(&picture);
}

static void open_many(int tasks)
{
    picture_done(&picture);
    picture_many(&picture, tasks);
    picture_at(&picture, FAKE_S / 2);
}

static void search_for(const char *text)
{
    strcpy(picture.screen.view.text, text);
    picture.screen.view.changes++;
}

static bool shows(const char *label)
{
    char text[64] = "    ";

    strcat(text, label);
    return picture_has(&picture, text);
}

/* ---- Selection ----------------------------------------------------------- */

START_TEST(a_selected_task_is_marked_and_its_wake_ups_are_arrows)
{
    picture_at(&picture, 2 * FAKE_S);
    screen_select(&picture.screen, 1);
    picture.screen.view.selected = 0;
    picture_check(&picture, 24, 80, "lanes-arrows-80x24");
    picture_check(&picture, 40, 120, "lanes-arrows-120x40");
    ck_assert(picture_has(&picture, "●"));
    ck_assert(picture_has(&picture, "▼"));
    picture.screen.view.selected = VIEW_NONE;
    picture_draw(&picture, 24, 80);
    ck_assert(!picture_has(&picture, "●"));
}
END_TEST

START_TEST(the_selection_goes_through_all_rows_and_stays_in_view)
{
    open_many(40);
    picture.screen.view.fold = FOLD_NONE;
    picture_draw(&picture, 24, 80);
    screen_select(&picture.screen, 1);
    for (int i = 0; i < 60; i++)
        screen_select(&picture.screen, 1);
    picture_draw(&picture, 24, 80);
    ck_assert_uint_eq(picture.screen.view.selected, 40);
    ck_assert(shows("Task40"));
    screen_select(&picture.screen, -100);
    picture_draw(&picture, 24, 80);
    ck_assert_uint_eq(picture.screen.view.selected, 0);
    ck_assert(shows("main"));
}
END_TEST

/* ---- Folds --------------------------------------------------------------- */

START_TEST(many_lanes_of_one_name_are_folded_from_the_start)
{
    open_many(1000);
    picture_check(&picture, 24, 80, "lanes-fold-80x24");
    picture_check(&picture, 40, 120, "lanes-fold-120x40");
    ck_assert(shows("Task1..1000"));
    ck_assert(picture_has(&picture, "1,000 sleep"));
    ck_assert_uint_eq(picture.screen.rows.count, 2);
}
END_TEST

START_TEST(a_fold_opens_and_closes)
{
    open_many(30);
    picture_draw(&picture, 60, 120);
    rows_toggle(&picture.screen.rows, &picture.screen.view, 1);
    picture_draw(&picture, 60, 120);
    ck_assert(shows("Task17"));
    rows_toggle(&picture.screen.rows, &picture.screen.view, 5);
    picture_draw(&picture, 60, 120);
    ck_assert(!shows("Task17"));
    ck_assert(shows("Task1..30"));
}
END_TEST

START_TEST(few_lanes_are_not_folded)
{
    open_many(12);
    picture_draw(&picture, 40, 120);
    ck_assert_uint_eq(picture.screen.rows.count, 13);
}
END_TEST

START_TEST(lanes_fold_by_their_state)
{
    open_many(30);
    track_seek_record(&picture.tracks[0], &picture.roster, 170);
    picture.screen.view.fold = FOLD_STATES;
    picture_check(&picture, 24, 80, "lanes-states-80x24");
    picture_check(&picture, 40, 120, "lanes-states-120x40");
}
END_TEST

START_TEST(a_strip_counts_each_span_in_its_columns)
{
    struct density density = {0};
    struct paint_axis axis = {0, FAKE_S, 50};

    open_many(100);
    picture_draw(&picture, 24, 80);
    density_make(&density, &picture.screen.rows, 1, &picture.roster, &picture.tracks[0],
                 &axis, FAKE_S / 2);
    for (int column = 0; column < 50; column++) {
        double asleep = (double)density.shares[column * SPAN_STATES + SPAN_SLEEPING];

        ck_assert_double_eq_tol(asleep, column < 25 ? 100 : 0, 0.01);
        ck_assert_int_eq(density_look(&density, column, 3, 4, 100),
                         column < 25 ? PAINT_SLEEPING : PAINT_EMPTY);
    }
    density_done(&density);
}
END_TEST

/* ---- Order and filter ---------------------------------------------------- */

START_TEST(the_one_that_has_the_thread_comes_first_by_state)
{
    picture_at(&picture, 0);
    track_seek_record(&picture.tracks[1], &picture.roster, 12);
    picture.screen.view.order = ORDER_STATE;
    picture_draw(&picture, 24, 80);
    const struct rows *rows = &picture.screen.rows;
    for (uint64_t i = 1; i < rows->count; i++)
        ck_assert(rows->order[i] != rows->order[i - 1]);
    ck_assert_uint_eq(rows->kept, 4);
}
END_TEST

START_TEST(a_tree_puts_each_under_its_creator)
{
    static const struct {
        uint32_t task, by;
        const char *name;
    } lanes[] = {{1, 0, "main"}, {2, 1, "A"}, {3, 1, "B"}, {4, 2, "A's child"}, {5, 3, "B's"}};
    struct fake_log log;

    picture_done(&picture);
    picture_many(&picture, 0);
    recording_done(&picture.logs[0]);
    fake_log_init(&log, 0);
    fake_begin(&log, "tree");
    for (unsigned i = 0; i < 5; i++)
        fake_created(&log, lanes[i].task, lanes[i].by, lanes[i].name);
    picture.logs[0] = log.recording;
    picture.screen.view.order = ORDER_TREE;
    picture_at(&picture, 0);
    picture_draw(&picture, 24, 80);
    ck_assert(strstr(picture_row(&picture, 5), "A's child") != NULL);
    ck_assert(strstr(picture_row(&picture, 6), "B") != NULL);
    ck_assert(picture_has(&picture, "      B's"));
}
END_TEST

START_TEST(a_text_leaves_the_lanes_that_have_it)
{
    open_many(40);
    search_for("task3");
    picture_check(&picture, 24, 80, "lanes-search-80x24");
    picture_check(&picture, 40, 120, "lanes-search-120x40");
    ck_assert_uint_eq(picture.screen.rows.kept, 11);
    picture.screen.view.all = true;
    picture.screen.view.changes++;
    picture_draw(&picture, 24, 80);
    ck_assert_uint_eq(picture.screen.rows.kept, 41);
}
END_TEST

START_TEST(a_text_that_nobody_has_leaves_no_lane)
{
    search_for("nobody");
    picture.screen.view.typing = true;
    picture_draw(&picture, 24, 80);
    ck_assert_uint_eq(picture.screen.rows.count, 0);
    ck_assert(picture_has(&picture, "0 have it"));
    screen_select(&picture.screen, 1);
}
END_TEST

/* ---- Zoom ---------------------------------------------------------------- */

START_TEST(zooming_keeps_the_moment_where_it_is)
{
    struct view *view = &picture.screen.view;

    view_zoom(view, 6 * FAKE_S, 2 * FAKE_S, 0.5);
    ck_assert_uint_eq(view->begin, FAKE_S);
    ck_assert_uint_eq(view->end, 4 * FAKE_S);
    view_pan(view, 6 * FAKE_S, -1);
    ck_assert_uint_eq(view->begin, 0);
    view_hold(view, 6 * FAKE_S, 5 * FAKE_S);
    ck_assert(view->begin <= 5 * FAKE_S && view->end >= 5 * FAKE_S);
    view_zoom(view, 6 * FAKE_S, 5 * FAKE_S, 2);
    ck_assert(!view->zoomed);
}
END_TEST

START_TEST(a_zoom_goes_down_to_nanoseconds_and_up_to_hours)
{
    struct view *view = &picture.screen.view;

    for (int i = 0; i < 60; i++)
        view_zoom(view, 6 * FAKE_S, 2 * FAKE_S, 0.5);
    ck_assert_uint_eq(view->end - view->begin, 200);
    picture_at(&picture, 2 * FAKE_S);
    picture_check(&picture, 24, 80, "lanes-zoom-80x24");
    picture_check(&picture, 40, 120, "lanes-zoom-120x40");
    ck_assert(picture_has(&picture, "ns"));
    for (int i = 0; i < 60; i++)
        view_zoom(view, 10000 * FAKE_S, 2 * FAKE_S, 2);
    ck_assert(!view->zoomed);
    picture.screen.axis_end = 50000 * FAKE_S;
    picture_draw(&picture, 24, 80);
    ck_assert(picture_has(&picture, " h"));
}
END_TEST

START_TEST(what_stands_at_a_cell_can_be_told)
{
    struct screen_hit hit;

    picture_draw(&picture, 24, 80);
    hit = screen_at(&picture.screen, 24, 80, 4, 20);
    ck_assert_int_eq(hit.what, HIT_LANE);
    ck_assert_uint_eq(hit.lane, 1);
    ck_assert_int_eq(hit.side, 0);
    hit = screen_at(&picture.screen, 24, 80, 12, 20);
    ck_assert_int_eq(hit.side, 1);
    ck_assert_uint_eq(hit.lane, 2);
    hit = screen_at(&picture.screen, 24, 80, 15, 11);
    ck_assert_int_eq(hit.what, HIT_AXIS);
    ck_assert_uint_eq(hit.time, 0);
    ck_assert_int_eq(screen_at(&picture.screen, 24, 80, 0, 0).what, HIT_NOTHING);
}
END_TEST

static Suite *lanes_suite(void)
{
    Suite *suite = suite_create("lanes");
    TCase *tcase = tcase_create("lanes");

    tcase_add_checked_fixture(tcase, open_race, close_picture);
    tcase_add_test(tcase, a_selected_task_is_marked_and_its_wake_ups_are_arrows);
    tcase_add_test(tcase, the_selection_goes_through_all_rows_and_stays_in_view);
    tcase_add_test(tcase, many_lanes_of_one_name_are_folded_from_the_start);
    tcase_add_test(tcase, a_fold_opens_and_closes);
    tcase_add_test(tcase, few_lanes_are_not_folded);
    tcase_add_test(tcase, lanes_fold_by_their_state);
    tcase_add_test(tcase, a_strip_counts_each_span_in_its_columns);
    tcase_add_test(tcase, the_one_that_has_the_thread_comes_first_by_state);
    tcase_add_test(tcase, a_tree_puts_each_under_its_creator);
    tcase_add_test(tcase, a_text_leaves_the_lanes_that_have_it);
    tcase_add_test(tcase, a_text_that_nobody_has_leaves_no_lane);
    tcase_add_test(tcase, zooming_keeps_the_moment_where_it_is);
    tcase_add_test(tcase, a_zoom_goes_down_to_nanoseconds_and_up_to_hours);
    tcase_add_test(tcase, what_stands_at_a_cell_can_be_told);
    suite_add_tcase(suite, tcase);
    return suite;
}

int main(void)
{
    SRunner *runner = srunner_create(lanes_suite());

    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
