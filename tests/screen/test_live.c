/* SPDX-License-Identifier: MIT */
/* The first lesson on a terminal, led by keys alone: it starts paused, and each step
 * is one key, so that every screen is the same each time. */
#define _GNU_SOURCE
#include <check.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "fake_lesson.h"
#include "places.h"
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
    term_expect_exit(term, 0);
}

/* One step at a time to the moment at which all sleep. */
static void step_to_sleep(struct term *term)
{
    term_type(term, ".");
    term_wait_for(term, "Task1 is ready: it comes next.");
    term_type(term, ".");
    term_wait_for(term, "Task2 is ready: it comes next.");
    term_type(term, ".");
    term_wait_for(term, "Task3 is ready: it comes next.");
    term_type(term, ".");
    term_wait_for(term, "for the first alarm, at 2.0 s.");
}

START_TEST(it_opens_paused_on_named_empty_lanes_with_the_question)
{
    struct term *term = start();

    term_wait_golden(term, "live-ready");
    quit(term);
}
END_TEST

START_TEST(steps_lead_through_the_whole_race)
{
    struct term *term = start();

    step_to_sleep(term);
    term_wait_golden(term, "live-asleep");
    term_type(term, ".");
    term_wait_golden(term, "live-first-alarm");
    term_type(term, ".");
    term_wait_for(term, "Task3 is ready: it comes next.");
    term_type(term, ".");
    term_wait_for(term, "main is ready: it comes next.");
    term_type(term, ".");
    term_wait_for(term, "One after another: Task2 waits");
    term_type(term, ".");
    term_wait_for(term, "One after another: Task3 waits");
    term_type(term, ".");
    term_wait_golden(term, "live-score");
    quit(term);
}
END_TEST

START_TEST(steps_typed_at_once_are_taken_one_after_another)
{
    struct term *term = start();

    term_type(term, "....");
    term_wait_golden(term, "live-asleep");
    term_type(term, "......");
    term_wait_golden(term, "live-score");
    quit(term);
}
END_TEST

static bool row_has(struct term *term, int row, const char *text)
{
    return strstr(term_row(term, row), text) != NULL;
}

/* Real time: how long it took is not ours to say.  live-score has the figures. */
static bool is_scored(struct term *term)
{
    return row_has(term, 2, " s") && row_has(term, 7, "busy") &&
           row_has(term, 9, " s") && row_has(term, 14, "free");
}

START_TEST(a_paused_screen_still_takes_what_is_written)
{
    struct term *term = term_fake_lesson("floods", NULL);

    term_wait_for(term, "to start.");
    term_type(term, ".");
    term_wait_for(term, "for the first alarm, at 1.0 s.");
    ck_assert(term_has(term, "paused"));
    quit(term);
}
END_TEST

START_TEST(space_runs_the_race_to_its_score)
{
    struct term *term = start();

    term_type(term, ">> ");
    term_wait_for(term, "speed ×5");
    term_wait_for(term, "× faster");
    term_wait_for(term, "finished");
    term_wait_for(term, "the waiting overlaps.");
    term_wait_until(term, is_scored, "the score of each side");
    quit(term);
}
END_TEST

START_TEST(a_presenters_clicker_starts_and_pauses)
{
    struct term *term = start();

    term_type(term, "\033[6~");
    term_wait_for(term, "▶");
    term_type(term, "\033[6~");
    term_wait_for(term, "‖ paused");
    quit(term);
}
END_TEST

START_TEST(arrows_look_back_and_space_goes_on)
{
    struct term *term = start();

    step_to_sleep(term);
    term_type(term, ".");
    term_wait_for(term, "2.00 s   ‖ paused");
    term_type(term, "\033OD");
    term_wait_for(term, "1.90 s   ‖ looking back");
    term_wait_for(term, "for the first alarm, at 2.0 s.");
    term_wait_without(term, "Task1 done");
    term_type(term, "\033OH");
    term_wait_for(term, "0.00 s   ‖ looking back");
    term_type(term, "\033OF");
    term_wait_for(term, "2.00 s   ‖ paused");
    term_wait_for(term, "Task1 done");
    term_type(term, "\033OD");
    term_wait_for(term, "looking back");
    term_type(term, " ");
    term_wait_for(term, "finished");
    quit(term);
}
END_TEST

START_TEST(events_are_stepped_on_and_back)
{
    struct term *term = start();

    step_to_sleep(term);
    term_type(term, "e");
    term_wait_for(term, "2.00 s   ‖ looking back");
    term_type(term, "E");
    term_wait_for(term, "0.00 s   ‖ looking back");
    term_type(term, "f");
    term_wait_for(term, "2.00 s   ‖ paused");
    quit(term);
}
END_TEST

START_TEST(what_was_looked_back_at_is_played_from_there)
{
    struct term *term = start();

    step_to_sleep(term);
    term_type(term, ".");
    term_wait_for(term, "2.00 s   ‖ paused");
    term_type(term, "\033OH");
    term_wait_for(term, "0.00 s   ‖ looking back");
    term_type(term, "<<<<< ");
    term_wait_for(term, "‖ looking back");
    term_type(term, " ");
    term_wait_for(term, "0.0");
    term_type(term, "f");
    term_wait_for(term, "2.00 s   ‖ paused");
    quit(term);
}
END_TEST

static bool mouse_is_off(struct term *term)
{
    return !term_has_mouse(term);
}

/* Row 18 is the axis', row 13 a lane's; SGR buttons 64 and 65 are the wheel. */
START_TEST(the_wheel_zooms_over_the_axis_and_does_nothing_to_few_lanes)
{
    struct term *term = start();

    step_to_sleep(term);
    term_type(term, "\033[<65;40;13M");
    term_type(term, "\033[<64;12;17M");
    term_wait_for(term, "3 s");
    term_wait_without(term, "6 s");
    term_type(term, "\033[<64;12;17M");
    term_wait_for(term, "1.4 s");
    term_type(term, "\033[<65;12;17M\033[<65;12;17M");
    term_wait_golden(term, "live-asleep");
    quit(term);
}
END_TEST

START_TEST(the_mouse_selects_a_lane_until_it_is_switched_off)
{
    struct term *term = start();

    step_to_sleep(term);
    term_type(term, "\033[<0;20;13M");
    term_wait_for(term, "sleeps until 2.0");
    term_type(term, "\033");
    term_wait_without(term, "sleeps until 2.000 s\n");
    ck_assert(term_has_mouse(term));
    term_type(term, "m");
    term_wait_until(term, mouse_is_off, "the terminal has its mouse back");
    term_type(term, "m");
    term_wait_until(term, term_has_mouse, "the mouse comes back");
    quit(term);
}
END_TEST

static const struct {
    int rows, columns;
} windows[] = {{24, 80}, {40, 120}};

static void wait_for_place(struct term *term, const char *words)
{
    char *filled = places_filled(words, "22-debugging");

    term_wait_for(term, filled);
    free(filled);
}

static void wait_without_place(struct term *term, const char *words)
{
    char *filled = places_filled(words, "22-debugging");

    term_wait_without(term, filled);
    free(filled);
}

/* Each warning is led to, and Enter shows its line in the program's text. */
START_TEST(warnings_are_gone_through_and_their_lines_shown)
{
    struct term *term = term_lesson(windows[_i].rows, windows[_i].columns, "22-debugging",
                                    "--demo", "never-awaited", NULL);

    term_wait_for(term, "to start.");
    term_type(term, ">>>> ");
    term_wait_for(term, "finished");
    term_type(term, "!n");
    wait_for_place(term, "never awaited   {never-awaited.c|async_coroutine(}   "
                   "Enter shows the line");
    term_type(term, "n");
    wait_for_place(term, "failure unseen   {never-awaited.c|async_create_task(}   "
                   "Enter shows the line");
    term_type(term, "N");
    wait_without_place(term, "{never-awaited.c|async_create_task(}   Enter");
    term_type(term, "\r");
    wait_for_place(term, "▸  {#never-awaited.c|async_coroutine(}      async_coroutine(");
    term_type(term, "n");
    wait_for_place(term, "▸  {#never-awaited.c|async_create_task(}      struct async_task");
    term_type(term, "\033");
    wait_without_place(term, "▸  {#never-awaited.c|async_create_task(} ");
    quit(term);
}
END_TEST

/* A reader and a signal's handler belong to no task. */
START_TEST(the_x_ray_shows_what_the_loop_watches)
{
    struct term *term = term_lesson(windows[_i].rows, windows[_i].columns, "03-event-loop",
                                    "--demo", "events", NULL);

    term_wait_for(term, "to start.");
    term_type(term, "x..");
    term_wait_for(term, "descriptors");
    term_wait_for(term, "reads descriptor ");
    term_wait_for(term, "awaits signal ");
    quit(term);
}
END_TEST

START_TEST(r_begins_again)
{
    struct term *term = start();

    step_to_sleep(term);
    term_type(term, "r");
    term_wait_golden(term, "live-ready");
    step_to_sleep(term);
    term_wait_golden(term, "live-asleep");
    quit(term);
}
END_TEST

START_TEST(help_comes_and_goes)
{
    struct term *term = start();

    term_type(term, "?");
    term_wait_for(term, "start, pause, go on");
    term_type(term, "q");
    term_wait_golden(term, "live-ready");
    term_type(term, "?");
    term_wait_for(term, "start, pause, go on");
    term_type(term, "\033");
    term_wait_golden(term, "live-ready");
    quit(term);
}
END_TEST

static void record(char path[64])
{
    struct term *term;

    strcpy(path, "/tmp/interleave-test-XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(path));
    strcat(path, "/race.log");
    term = term_lesson(30, 100, "01-sync-vs-async", "--record", path, NULL);
    term_wait_for(term, "to start.");
    step_to_sleep(term);
    for (int i = 0; i < 6; i++) {
        static const char *const next[] = {
            "Task2 is ready", "Task3 is ready", "main is ready", "Task2 waits",
            "Task3 waits", "finished"};

        term_type(term, ".");
        term_wait_for(term, next[i]);
    }
    quit(term);
}

static void forget(char path[64])
{
    ck_assert_int_eq(unlink(path), 0);
    *strrchr(path, '/') = '\0';
    ck_assert_int_eq(rmdir(path), 0);
}

START_TEST(a_replay_shows_what_the_race_showed)
{
    struct term *term;
    char path[64];

    record(path);
    term = term_lesson(30, 100, "01-sync-vs-async", "--replay", path, NULL);
    term_wait_for(term, "to start.");
    term_type(term, "....");
    term_wait_for(term, "for the first alarm, at 2.0 s.");
    term_type(term, ",");
    term_wait_for(term, "Task3 is ready: it comes next.");
    term_type(term, "\033OF");
    term_wait_for(term, "finished");
    term_wait_for(term, "3.0× faster");
    term_type(term, "\033OH");
    term_wait_for(term, "0.00 s");
    term_type(term, ">>> ");
    term_wait_for(term, "finished");
    term_type(term, "r");
    term_wait_for(term, "to start.");
    quit(term);
    forget(path);
}
END_TEST

static Suite *live_suite(void)
{
    Suite *suite = suite_create("live");
    TCase *tcase = tcase_create("live");

    tcase_set_timeout(tcase, 120);
    tcase_add_test(tcase, it_opens_paused_on_named_empty_lanes_with_the_question);
    tcase_add_test(tcase, steps_lead_through_the_whole_race);
    tcase_add_test(tcase, steps_typed_at_once_are_taken_one_after_another);
    tcase_add_test(tcase, a_paused_screen_still_takes_what_is_written);
    tcase_add_test(tcase, space_runs_the_race_to_its_score);
    tcase_add_test(tcase, a_presenters_clicker_starts_and_pauses);
    tcase_add_test(tcase, arrows_look_back_and_space_goes_on);
    tcase_add_test(tcase, events_are_stepped_on_and_back);
    tcase_add_test(tcase, what_was_looked_back_at_is_played_from_there);
    tcase_add_test(tcase, the_wheel_zooms_over_the_axis_and_does_nothing_to_few_lanes);
    tcase_add_test(tcase, the_mouse_selects_a_lane_until_it_is_switched_off);
    tcase_add_loop_test(tcase, warnings_are_gone_through_and_their_lines_shown, 0,
                        sizeof windows / sizeof *windows);
    tcase_add_loop_test(tcase, the_x_ray_shows_what_the_loop_watches, 0,
                        sizeof windows / sizeof *windows);
    tcase_add_test(tcase, r_begins_again);
    tcase_add_test(tcase, help_comes_and_goes);
    tcase_add_test(tcase, a_replay_shows_what_the_race_showed);
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
