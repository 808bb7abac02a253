/* SPDX-License-Identifier: MIT */
/* The panes that explain: the loop, causes, warnings, text, one task. */
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "fake_log.h"
#include "picture.h"

static struct picture picture;

/* Three downloads; the asynchronous side is meant. */
static void open_race(void)
{
    picture_race(&picture);
    picture.screen.view.side = 1;
    picture_at(&picture, 1320 * (uint64_t)FAKE_MS);
}

static void close_picture(void)
{
    picture_done(&picture);
}

static void show(enum pane_id pane)
{
    view_switch(&picture.screen.view, pane);
}

static void check_both(const char *small, const char *large)
{
    picture_check(&picture, 24, 80, small);
    picture_check(&picture, 40, 120, large);
}

START_TEST(the_x_ray_shows_queue_thread_alarms_and_stage)
{
    show(PANE_XRAY);
    check_both("pane-xray-80x24", "pane-xray-120x40");
    ck_assert(picture_has(&picture, " schedule → run →[wait]→ wake "));
}
END_TEST

START_TEST(the_x_ray_agrees_with_the_moment)
{
    show(PANE_XRAY);
    picture_at(&picture, 2 * FAKE_S);
    track_seek_record(&picture.tracks[1], &picture.roster, 0);
    picture_draw(&picture, 40, 120);
    ck_assert(picture_has(&picture, "The loop has not begun."));
    picture_at(&picture, 3 * FAKE_S);
    picture_draw(&picture, 40, 120);
    ck_assert(picture_has(&picture, "main is done, and with it the loop."));
}
END_TEST

START_TEST(a_cause_is_told_for_the_chosen_task)
{
    show(PANE_WHY);
    picture.screen.view.selected = 1;
    check_both("pane-why-80x24", "pane-why-120x40");
    ck_assert(picture_has(&picture, "Why has Task1 not run since 0.000 s?"));
}
END_TEST

START_TEST(a_cause_on_the_other_side_is_the_blocking_call)
{
    show(PANE_WHY);
    picture.screen.view.side = 0;
    picture.screen.view.selected = 1;
    picture_draw(&picture, 40, 120);
    ck_assert(picture_has(&picture, "Why does nobody but Task1 run since 0.000 s?"));
    ck_assert(picture_has(&picture, "Cure: async_sleep() to wait"));
}
END_TEST

START_TEST(a_task_has_its_origin_its_wait_its_times_and_its_output)
{
    show(PANE_TASK);
    picture.screen.view.selected = 1;
    check_both("pane-task-80x24", "pane-task-120x40");
    ck_assert(picture_has(&picture, "sleeps until 2.000 s"));
    ck_assert(picture_has(&picture, "Task1 starting"));
    picture_at(&picture, 3 * FAKE_S);
    picture_draw(&picture, 40, 120);
    ck_assert(picture_has(&picture, "done at 2.000 s"));
}
END_TEST

START_TEST(nothing_went_wrong_is_said_too)
{
    show(PANE_WARNINGS);
    check_both("pane-warnings-80x24", "pane-warnings-120x40");
    ck_assert(picture_has(&picture, "Nothing went wrong up to here"));
}
END_TEST

START_TEST(a_text_that_cannot_be_found_is_told)
{
    show(PANE_SOURCE);
    picture_draw(&picture, 40, 120);
    ck_assert(picture_has(&picture, "The log does not tell a line of this task."));
    show(PANE_PYTHON);
    picture_draw(&picture, 40, 120);
    ck_assert(picture_has(&picture, "The log does not tell this program's file."));
}
END_TEST

/* ---- A log with lines and a warning ------------------------------------------ */

static struct fake_log tape;

static void at(const char *place)
{
    struct log_record last = tape.recording.records[--tape.recording.count];

    last.place = fake_name(&tape, place);
    recording_append(&tape.recording, &last, 1);
}

/* A ticker, and somebody who keeps the thread. */
static void open_blocked(void)
{
    fake_log_init(&tape, 0);
    fake_begin(&tape, "photos");
    fake_created(&tape, 1, 0, "main");
    fake_created(&tape, 2, 1, "ticker");
    fake_created(&tape, 3, 1, "resize");
    fake_step(&tape, 1);
    fake_record(&tape, LOG_STEP_END, 1, 2, LOG_WAIT_GATHER, 2);
    at("lessons/03-event-loop.c:28");
    fake_step(&tape, 2);
    fake_sleep(&tape, 2, 226 * FAKE_MS);
    at("lessons/03-event-loop.c:16");
    fake_step(&tape, 3);
    fake_sleep(&tape, 3, 214 * FAKE_MS);
    tape.now = 214 * FAKE_MS;
    fake_step(&tape, 3);
    fake_record(&tape, LOG_BLOCK_BEGIN, 3, 0, 0, 370 * FAKE_MS);
    at("lessons/03-event-loop.c:27");
    tape.now = 370 * FAKE_MS;
    fake_record(&tape, LOG_BLOCK_END, 3, 0, 0, 0);
    fake_finished(&tape, 3, LOG_RETURNED, 0, 0);
    fake_ready(&tape, 2, 0, LOG_WAIT_SLEEP);
    fake_step(&tape, 2);
    fake_sleep(&tape, 2, FAKE_S);
    tape.now = 412 * FAKE_MS;
    fake_print(&tape, 0, "x\n");
    picture_of(&picture, &tape.recording, 500 * FAKE_MS);
    picture_at(&picture, 412 * FAKE_MS);
}

START_TEST(a_blocked_loop_is_a_warning_with_its_line_and_cure)
{
    show(PANE_WARNINGS);
    check_both("pane-blocked-80x24", "pane-blocked-120x40");
    ck_assert(picture_has(&picture, "blocked loop"));
    ck_assert(picture_has(&picture, "03-event-loop.c:27"));
}
END_TEST

START_TEST(why_finds_the_late_one_by_itself)
{
    show(PANE_WHY);
    check_both("pane-late-80x24", "pane-late-120x40");
    ck_assert(picture_has(&picture, "resize had the thread and kept it"));
}
END_TEST

/* While the thread is kept the log is silent, and the alarm is past all the same. */
START_TEST(who_is_late_just_now_is_told_before_the_log_tells)
{
    show(PANE_WHY);
    picture.screen.view.selected = 1;
    picture_at(&picture, 300 * (uint64_t)FAKE_MS);
    picture_draw(&picture, 40, 120);
    ck_assert(picture_has(&picture, "ready since 0.226 s"));
    ck_assert(picture_has(&picture, "Why has ticker not run since 0.226 s?"));
    ck_assert(picture_has(&picture, "ticker has still not got its turn: 74 ms so far"));
}
END_TEST

START_TEST(the_line_where_a_task_stands_is_marked)
{
    show(PANE_SOURCE);
    picture.screen.view.selected = 1;
    picture_draw(&picture, 24, 80);
    ck_assert(picture_has(&picture, "▸  16 "));
    ck_assert(picture_has(&picture, "◂ ticker sleeps here"));
}
END_TEST

START_TEST(the_same_program_in_python_stands_beside_it)
{
    show(PANE_SOURCE);
    show(PANE_PYTHON);
    picture_draw(&picture, 40, 120);
    ck_assert(picture_has(&picture, "asyncio.create_task(background())"));
    ck_assert(picture_has(&picture, "static void *program(void *arg)"));
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("loop panes");
    TCase *race = tcase_create("race"), *blocked = tcase_create("blocked");
    SRunner *runner = srunner_create(suite);

    tcase_add_checked_fixture(race, open_race, close_picture);
    tcase_add_test(race, the_x_ray_shows_queue_thread_alarms_and_stage);
    tcase_add_test(race, the_x_ray_agrees_with_the_moment);
    tcase_add_test(race, a_cause_is_told_for_the_chosen_task);
    tcase_add_test(race, a_cause_on_the_other_side_is_the_blocking_call);
    tcase_add_test(race, a_task_has_its_origin_its_wait_its_times_and_its_output);
    tcase_add_test(race, nothing_went_wrong_is_said_too);
    tcase_add_test(race, a_text_that_cannot_be_found_is_told);
    suite_add_tcase(suite, race);
    tcase_add_checked_fixture(blocked, open_blocked, close_picture);
    tcase_add_test(blocked, a_blocked_loop_is_a_warning_with_its_line_and_cure);
    tcase_add_test(blocked, why_finds_the_late_one_by_itself);
    tcase_add_test(blocked, who_is_late_just_now_is_told_before_the_log_tells);
    tcase_add_test(blocked, the_line_where_a_task_stands_is_marked);
    tcase_add_test(blocked, the_same_program_in_python_stands_beside_it);
    suite_add_tcase(suite, blocked);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
