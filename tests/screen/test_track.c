/* SPDX-License-Identifier: MIT */
/* Moving in a log, the rows that its lanes stand in, and the story of each moment. */
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "fake_log.h"
#include "picture.h"
#include "story.h"

static struct picture picture;
static struct story story;

static void open_race(void)
{
    picture_race(&picture);
}

static void close_race(void)
{
    picture_done(&picture);
}

static void tell(int side)
{
    struct track *track = &picture.tracks[side];

    story_tell(&story, &track->model, track->log->records, &picture.roster,
               &track->seating);
}

/* Go on by so many stops and tell. */
static void tell_after(int side, int stops)
{
    struct track *track = &picture.tracks[side];
    uint64_t fed;

    for (; stops > 0; stops--) {
        ck_assert(track_next_stop(track, TRACK_STEP, &fed));
        track_seek_record(track, &picture.roster, fed);
    }
    tell(side);
}

/* ---- Moving -------------------------------------------------------------- */

START_TEST(seeking_feeds_what_happened_until_then)
{
    struct track *track = &picture.tracks[0];

    track_seek(track, &picture.roster, 3 * FAKE_S);
    ck_assert_uint_eq(track->model.now, 2 * FAKE_S);
    ck_assert_uint_eq(track->model.done_count, 1);
    track_seek(track, &picture.roster, 1);
    ck_assert_uint_eq(track->model.now, 0);
    ck_assert_uint_eq(track->model.done_count, 0);
    track_follow(track, &picture.roster);
    ck_assert(track_at_end(track));
    ck_assert(track->model.ended);
    ck_assert_uint_eq(track_time(track, track->model.fed), 6 * FAKE_S);
}
END_TEST

START_TEST(stops_go_forward_and_back_the_same_way)
{
    struct track *track = &picture.tracks[1];
    uint64_t forward[100], fed;
    int n = 0;

    for (; track_next_stop(track, TRACK_STEP, &fed); n++) {
        ck_assert_int_lt(n, 100);
        track_seek_record(track, &picture.roster, fed);
        forward[n] = fed;
    }
    ck_assert(track_at_end(track));
    while (n-- > 1) {
        ck_assert(track_previous_stop(track, TRACK_STEP, &fed));
        ck_assert_uint_eq(fed, forward[n - 1]);
        track_seek_record(track, &picture.roster, fed);
    }
    ck_assert(track_previous_stop(track, TRACK_STEP, &fed));
    ck_assert_uint_eq(fed, 0);
    track_seek_record(track, &picture.roster, 0);
    ck_assert(!track_previous_stop(track, TRACK_STEP, &fed));
}
END_TEST

/* ---- Rows ---------------------------------------------------------------- */

START_TEST(lanes_take_the_rows_that_have_their_names)
{
    struct track *track = &picture.tracks[0];
    const struct lane *lane;

    track_seek(track, &picture.roster, 3 * FAKE_S);
    ck_assert_uint_eq(picture.roster.count, 4);
    lane = seating_lane(&track->seating, &picture.roster, &track->model, 2);
    ck_assert_str_eq(model_name(&track->model, lane->name), "Task2");
    ck_assert_ptr_null(seating_lane(&track->seating, &picture.roster, &track->model, 3));
    ck_assert_ptr_null(seating_lane(&track->seating, &picture.roster, &track->model, 99));
}
END_TEST

START_TEST(a_lane_that_nobody_expected_gets_a_new_row_on_both_sides)
{
    struct roster roster;
    struct seating seating;

    roster_init(&roster);
    seating_init(&seating);
    roster_expect(&roster, "Task3");
    track_follow(&picture.tracks[1], &picture.roster);
    seating_update(&seating, &roster, &picture.tracks[1].model);
    ck_assert_uint_eq(roster.count, 4);
    ck_assert_str_eq(roster.names[0], "Task3");
    ck_assert_str_eq(roster.names[1], "main");
    ck_assert_ptr_eq(seating_lane(&seating, &roster, &picture.tracks[1].model, 0),
                     &picture.tracks[1].model.lanes[3]);
    seating_clear(&seating);
    seating_update(&seating, &roster, &picture.tracks[1].model);
    ck_assert_uint_eq(roster.count, 4);
    seating_done(&seating);
    roster_done(&roster);
}
END_TEST

/* ---- Story --------------------------------------------------------------- */

START_TEST(the_story_follows_the_thread_from_task_to_task)
{
    tell_after(1, 1);
    ck_assert_str_eq(story.before, "main waits for Task1 and the others.");
    ck_assert_str_eq(story.now, "Task1 is ready: it comes next.");
    tell_after(1, 2);
    ck_assert_str_eq(story.before, "main waits for Task1 and the others, so the loop took "
                                   "Task1; Task1 sleeps until 2.0 s, so it took Task2.");
    ck_assert_str_eq(story.shorter, "Task1 sleeps until 2.0 s, so the loop took Task2.");
    tell_after(1, 1);
    ck_assert_str_eq(story.before, "Task1 sleeps until 2.0 s, so the loop took Task2; "
                                   "Task2 sleeps, so it took Task3.");
    ck_assert_str_eq(story.now, "Now nobody is ready: the loop itself waits, for the first "
                                "alarm, at 2.0 s.");
}
END_TEST

START_TEST(the_story_tells_who_keeps_the_thread)
{
    track_seek(&picture.tracks[0], &picture.roster, FAKE_S);
    tell(0);
    ck_assert_str_eq(story.before, "Task1 waits, and keeps the thread until 2.0 s.");
    ck_assert_str_eq(story.now,
                     "Task2 and Task3 have not even begun: nobody else can do anything.");
    track_seek(&picture.tracks[0], &picture.roster, 5 * FAKE_S);
    tell(0);
    ck_assert_str_eq(story.now, "Nobody else can do anything.");
}
END_TEST

START_TEST(the_story_has_an_end)
{
    track_follow(&picture.tracks[1], &picture.roster);
    tell(1);
    ck_assert_str_eq(story.before, "main is done: the run took 2.0 s.");
    ck_assert_str_eq(story.now, "");
}
END_TEST

START_TEST(numbers_are_words_as_long_as_people_say_them)
{
    char word[WORDS_DURATION];

    ck_assert_str_eq(story_number(word, 3), "three");
    ck_assert_str_eq(story_number(word, 12), "twelve");
    ck_assert_str_eq(story_number(word, 13), "13");
}
END_TEST

/* Every prefix of the log can be drawn and told. */
START_TEST(every_moment_of_a_log_can_be_told)
{
    for (int side = 0; side < 2; side++)
        for (uint64_t fed = 0; fed <= picture.logs[side].count; fed++) {
            track_seek_record(&picture.tracks[side], &picture.roster, fed);
            tell(side);
            picture.screen.ready = false;
            picture.screen.now = picture.tracks[side].model.now;
            picture_draw(&picture, 30, 100);
            ck_assert(picture_has(&picture, "quit"));
        }
}
END_TEST

static Suite *track_suite(void)
{
    Suite *suite = suite_create("track");
    TCase *tcase = tcase_create("track");

    tcase_add_checked_fixture(tcase, open_race, close_race);
    tcase_add_test(tcase, seeking_feeds_what_happened_until_then);
    tcase_add_test(tcase, stops_go_forward_and_back_the_same_way);
    tcase_add_test(tcase, lanes_take_the_rows_that_have_their_names);
    tcase_add_test(tcase, a_lane_that_nobody_expected_gets_a_new_row_on_both_sides);
    tcase_add_test(tcase, the_story_follows_the_thread_from_task_to_task);
    tcase_add_test(tcase, the_story_tells_who_keeps_the_thread);
    tcase_add_test(tcase, the_story_has_an_end);
    tcase_add_test(tcase, numbers_are_words_as_long_as_people_say_them);
    tcase_add_test(tcase, every_moment_of_a_log_can_be_told);
    suite_add_tcase(suite, tcase);
    return suite;
}

int main(void)
{
    SRunner *runner = srunner_create(track_suite());

    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
