/* SPDX-License-Identifier: MIT */
/* The x-ray: what the loop has in its hands, at moments of logs made by hand. */
#include <check.h>
#include <stdlib.h>

#include "fake_log.h"
#include "xray.h"

static struct fake_log tape;
static struct model model;
static struct xray xray;
static char sentence[XRAY_SENTENCE];

static void begin(void)
{
    fake_log_init(&tape, 0);
    fake_begin(&tape, "program");
    fake_record(&tape, LOG_PASS_BEGIN, 0, 0, 0, 1);
    fake_created(&tape, 1, 0, "main");
}

static void finish(void)
{
    model_done(&model);
    fake_log_done(&tape);
}

static void look(void)
{
    if (model.private)
        model_done(&model);
    model_init(&model, &tape.recording.header);
    model_feed(&model, tape.recording.records, tape.recording.count);
    xray_make(&xray, &model, tape.now);
    xray_tell(&xray, &model, sentence);
}

static const char *name(const struct lane *lane)
{
    return lane ? model_name(&model, lane->name) : "-";
}

static void sleep_until(uint32_t task, uint64_t until)
{
    fake_record(&tape, LOG_TIMER_SET, task, 0, 0, until);
    fake_sleep(&tape, task, until);
}

static void rings(uint32_t task, uint64_t due)
{
    fake_record(&tape, LOG_TIMER_FIRED, task, 0, 0, due);
}

static void pass(uint64_t ready)
{
    fake_record(&tape, LOG_PASS_BEGIN, 0, 0, 0, ready);
}

/* main makes A, B and C. */
static void three_tasks(void)
{
    fake_step(&tape, 1);
    fake_created(&tape, 2, 1, "A");
    fake_created(&tape, 3, 1, "B");
    fake_created(&tape, 4, 1, "C");
}

START_TEST(the_ready_queue_is_in_the_order_of_the_wake_ups)
{
    three_tasks();
    look();
    ck_assert_uint_eq(xray.ready_count, 3);
    ck_assert_str_eq(name(xray.ready[0].lane), "A");
    ck_assert_str_eq(name(xray.ready[2].lane), "C");
    ck_assert_str_eq(name(xray.running), "main");
    ck_assert_int_eq(xray.stage, STAGE_RUN);
    ck_assert_str_eq(sentence,
                     "main has the thread: the loop has to wait until it gives way.");
}
END_TEST

START_TEST(what_became_ready_in_a_pass_waits_for_the_next)
{
    three_tasks();
    look();
    ck_assert(!xray.ready[0].this_pass);
    fake_record(&tape, LOG_STEP_END, 1, 2, LOG_WAIT_GATHER, 3);
    pass(3);
    fake_step(&tape, 2);
    fake_record(&tape, LOG_STEP_END, 2, 0, LOG_WAIT_YIELD, 0);
    look();
    ck_assert_uint_eq(xray.pass, 2);
    ck_assert_str_eq(name(xray.ready[0].lane), "B");
    ck_assert(xray.ready[0].this_pass);
    ck_assert_str_eq(name(xray.ready[2].lane), "A");
    ck_assert(!xray.ready[2].this_pass);
    ck_assert_str_eq(sentence, "The loop takes the first of the ready queue: B.");
}
END_TEST

START_TEST(alarms_stand_in_the_order_of_their_times)
{
    three_tasks();
    fake_record(&tape, LOG_STEP_END, 1, 2, LOG_WAIT_GATHER, 3);
    for (uint32_t task = 2; task <= 4; task++) {
        fake_step(&tape, task);
        sleep_until(task, (6 - task) * FAKE_S);
    }
    fake_record(&tape, LOG_TIMER_SET, 1, 0, 0, 10 * FAKE_S);
    fake_record(&tape, LOG_TIMER_SET, 1, 0, 0, 11 * FAKE_S);
    fake_record(&tape, LOG_TIMER_CANCELLED, 1, 0, 0, 10 * FAKE_S);
    fake_record(&tape, LOG_PASS_END, 0, 0, 0, 2 * FAKE_S);
    look();
    ck_assert_uint_eq(xray.alarm_count, 4);
    ck_assert_str_eq(name(xray.alarms[0].lane), "C");
    ck_assert_uint_eq(xray.alarms[0].left, 2 * FAKE_S);
    ck_assert(xray.alarms[0].sleeps);
    ck_assert_uint_eq(xray.alarms[3].when, 11 * FAKE_S);
    ck_assert(!xray.alarms[3].sleeps);
    ck_assert_int_eq(xray.stage, STAGE_WAIT);
    ck_assert_str_eq(sentence,
                     "Nobody is ready: it waits for C's alarm at 2.0 s.");
}
END_TEST

START_TEST(a_sleep_ends_in_two_turns_its_alarms_and_its_tasks)
{
    fake_step(&tape, 1);
    sleep_until(1, FAKE_S);
    fake_record(&tape, LOG_PASS_END, 0, 0, 0, FAKE_S);
    tape.now = FAKE_S;
    rings(1, FAKE_S);
    look();
    ck_assert_int_eq(xray.stage, STAGE_WAKE);
    ck_assert_uint_eq(xray.alarm_count, 0);
    ck_assert_uint_eq(xray.ready_count, 1);
    ck_assert(xray.ready[0].alarm);
    ck_assert_str_eq(sentence, "main: its alarm rang, so it goes into the ready queue.");
    pass(1);
    fake_ready(&tape, 1, 0, LOG_WAIT_SLEEP);
    look();
    ck_assert_uint_eq(xray.ready_count, 1);
    ck_assert(!xray.ready[0].alarm);
    ck_assert(!xray.ready[0].this_pass);
    ck_assert_uint_eq(xray.others, 0);
}
END_TEST

START_TEST(turns_that_the_log_does_not_name_are_counted)
{
    three_tasks();
    fake_record(&tape, LOG_STEP_END, 1, 2, LOG_WAIT_GATHER, 3);
    pass(5);
    look();
    ck_assert_uint_eq(xray.ready_count, 3);
    ck_assert_uint_eq(xray.others, 2);
}
END_TEST

START_TEST(a_drawn_schedule_says_who_is_taken)
{
    three_tasks();
    fake_record(&tape, LOG_STEP_END, 1, 2, LOG_WAIT_GATHER, 3);
    pass(3);
    fake_record(&tape, LOG_CHOICE, 0, 2, 0, 3);
    look();
    ck_assert_int_eq(xray.drawn, 2);
    ck_assert_str_eq(sentence, "The schedule was drawn: C is taken, out of turn.");
    fake_step(&tape, 4);
    look();
    ck_assert_int_eq(xray.drawn, -1);
}
END_TEST

START_TEST(who_waits_for_a_descriptor_is_watched_and_others_are_counted)
{
    three_tasks();
    fake_record(&tape, LOG_STEP_END, 1, 2, LOG_WAIT_GATHER, 3);
    fake_step(&tape, 2);
    fake_record(&tape, LOG_STEP_END, 2, 0, LOG_WAIT_READ, 7);
    look();
    ck_assert_uint_eq(xray.watch_count, 1);
    ck_assert_uint_eq(xray.watches[0].value, 7);
    ck_assert_uint_eq(xray.waiting, 1);
}
END_TEST

static const char *does(uint64_t which)
{
    static char out[128];

    ck_assert_uint_lt(which, xray.watch_count);
    xray_does(&xray.watches[which], &model, out, sizeof out);
    return out;
}

/* A stream is watched both ways, and A reads from it. */
START_TEST(what_is_armed_is_listed_once_and_goes_with_its_own_direction)
{
    uint64_t shop = fake_name(&tape, "shop");

    three_tasks();
    fake_record(&tape, LOG_STEP_END, 1, 2, LOG_WAIT_GATHER, 3);
    fake_record(&tape, LOG_ARMED, 0, 0, LOG_WAIT_READ, fake_name(&tape, "descriptor 7"));
    fake_record(&tape, LOG_ARMED, 0, 0, LOG_WAIT_NONE, fake_name(&tape, "signal 10"));
    fake_record(&tape, LOG_ARMED, 0, 0, LOG_WAIT_RECEIVE, shop);
    fake_record(&tape, LOG_ARMED, 0, 0, LOG_WAIT_SEND, shop);
    fake_step(&tape, 2);
    fake_record(&tape, LOG_STEP_END, 2, 0, LOG_WAIT_RECEIVE, shop);
    look();
    ck_assert_uint_eq(xray.watch_count, 4);
    ck_assert_str_eq(name(xray.watches[0].lane), "A");
    ck_assert_str_eq(does(0), "reads shop");
    ck_assert_ptr_null(xray.watches[1].lane);
    ck_assert_str_eq(does(1), "reads descriptor 7");
    ck_assert_str_eq(does(2), "awaits signal 10");
    ck_assert_str_eq(does(3), "writes to shop");
    fake_record(&tape, LOG_DISARMED, 0, 0, LOG_WAIT_SEND, shop);
    fake_ready(&tape, 2, 0, LOG_WAIT_RECEIVE);
    look();
    ck_assert_uint_eq(xray.watch_count, 3);
    ck_assert_str_eq(does(2), "reads shop");
    ck_assert_ptr_null(xray.watches[2].lane);
}
END_TEST

START_TEST(a_callback_has_its_turn_without_a_task)
{
    fake_record(&tape, LOG_TURN, 0, 0, 0, fake_name(&tape, "tick"));
    look();
    ck_assert_ptr_null(xray.running);
    ck_assert_str_eq(sentence, "The loop itself calls tick().");
}
END_TEST

START_TEST(more_than_can_be_listed_is_still_counted)
{
    fake_step(&tape, 1);
    for (uint32_t task = 2; task < 202; task++)
        fake_created(&tape, task, 1, "task");
    for (uint64_t i = 200; i > 0; i--)
        fake_record(&tape, LOG_TIMER_SET, 1, 0, 0, i * FAKE_S);
    look();
    ck_assert_uint_eq(xray.ready_count, 200);
    ck_assert_uint_eq(xray.ready[XRAY_LISTED - 1].lane->task, XRAY_LISTED + 1);
    ck_assert_uint_eq(xray.alarm_count, 200);
    ck_assert_uint_eq(xray.alarms[0].when, FAKE_S);
    ck_assert_uint_eq(xray.alarms[XRAY_LISTED - 1].when, XRAY_LISTED * FAKE_S);
}
END_TEST

START_TEST(who_holds_the_places_of_a_semaphore_is_known_after_a_hand_over)
{
    uint64_t berths = fake_name(&tape, "berths");
    uint32_t holders[4];

    three_tasks();
    fake_record(&tape, LOG_VALUE, 2, 0, LOG_WAIT_SEMAPHORE, berths | UINT64_C(1) << 32);
    fake_record(&tape, LOG_VALUE, 3, 0, LOG_WAIT_SEMAPHORE, berths);
    fake_record(&tape, LOG_VALUE, 2, 0, LOG_WAIT_SEMAPHORE, berths | UINT64_C(1) << 32);
    fake_record(&tape, LOG_VALUE, 2, 0, LOG_WAIT_SEMAPHORE, berths);
    fake_record(&tape, LOG_READY, 4, 2, LOG_WAIT_SEMAPHORE, 0);
    look();
    const struct machine_thing *thing = machine_thing(&model.machine, (uint32_t)berths);
    ck_assert_int_eq(machine_holders(&model.machine, thing, holders, 4), 2);
    ck_assert_uint_eq(holders[0], 3);
    ck_assert_uint_eq(holders[1], 4);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("xray");
    TCase *tcase = tcase_create("xray");
    SRunner *runner = srunner_create(suite);

    tcase_add_checked_fixture(tcase, begin, finish);
    tcase_add_test(tcase, the_ready_queue_is_in_the_order_of_the_wake_ups);
    tcase_add_test(tcase, what_became_ready_in_a_pass_waits_for_the_next);
    tcase_add_test(tcase, alarms_stand_in_the_order_of_their_times);
    tcase_add_test(tcase, a_sleep_ends_in_two_turns_its_alarms_and_its_tasks);
    tcase_add_test(tcase, turns_that_the_log_does_not_name_are_counted);
    tcase_add_test(tcase, a_drawn_schedule_says_who_is_taken);
    tcase_add_test(tcase, who_waits_for_a_descriptor_is_watched_and_others_are_counted);
    tcase_add_test(tcase, what_is_armed_is_listed_once_and_goes_with_its_own_direction);
    tcase_add_test(tcase, a_callback_has_its_turn_without_a_task);
    tcase_add_test(tcase, more_than_can_be_listed_is_still_counted);
    tcase_add_test(tcase, who_holds_the_places_of_a_semaphore_is_known_after_a_hand_over);
    suite_add_tcase(suite, tcase);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
