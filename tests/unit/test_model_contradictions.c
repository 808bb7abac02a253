/* SPDX-License-Identifier: MIT */
/* Records that contradict what came before: passed over, counted, the first told. */
#include <check.h>

#include "fake_log.h"
#include "model.h"

static struct fake_log tape;
static struct model model;

static void begin(void)
{
    fake_log_init(&tape, 0);
    fake_begin(&tape, "program");
    fake_created(&tape, 1, 0, "main");
}

static void finish(void)
{
    model_done(&model);
    fake_log_done(&tape);
}

static void feed_log(void)
{
    model_init(&model, &tape.recording.header);
    model_feed(&model, tape.recording.records, tape.recording.count);
}

static void step_end(uint32_t id, enum log_wait wait, uint32_t other, uint64_t value)
{
    fake_record(&tape, LOG_STEP_END, id, other, wait, value);
}

static void contradicts(const char *complaint)
{
    feed_log();
    ck_assert_uint_eq(model.skipped, 1);
    ck_assert_ptr_nonnull(model.complaint);
    ck_assert_str_eq(model.complaint, complaint);
    ck_assert_uint_eq(model.complaint_at, tape.recording.count - 1);
}

START_TEST(a_step_of_a_stranger_is_passed_over)
{
    fake_step(&tape, 77);
    contradicts("a task that was never created did something");
}
END_TEST

START_TEST(time_does_not_go_back)
{
    tape.now = 5;
    fake_step(&tape, 1);
    tape.now = 4;
    step_end(1, LOG_WAIT_YIELD, 0, 0);
    contradicts("time went back");
}
END_TEST

START_TEST(a_time_centuries_away_is_not_believed)
{
    tape.now = UINT64_MAX - 1;
    fake_step(&tape, 1);
    contradicts("a time lay before the beginning or far away");
}
END_TEST

START_TEST(two_tasks_never_have_the_thread)
{
    fake_created(&tape, 2, 1, "other");
    fake_step(&tape, 1);
    fake_step(&tape, 2);
    contradicts("two tasks had the thread at once");
}
END_TEST

START_TEST(a_step_ends_only_once)
{
    fake_step(&tape, 1);
    step_end(1, LOG_WAIT_YIELD, 0, 0);
    step_end(1, LOG_WAIT_YIELD, 0, 0);
    contradicts("a task did something that needs the thread, but did not have it");
}
END_TEST

START_TEST(who_is_done_stays_done)
{
    fake_step(&tape, 1);
    fake_finished(&tape, 1, LOG_RETURNED, 0, 0);
    fake_step(&tape, 1);
    contradicts("a task that had ended did something");
}
END_TEST

START_TEST(a_task_ends_once)
{
    fake_step(&tape, 1);
    fake_finished(&tape, 1, LOG_RETURNED, 0, 0);
    fake_record(&tape, LOG_DONE, 1, 0, LOG_FAILED, 1);
    contradicts("a task ended twice");
}
END_TEST

START_TEST(a_task_is_created_once)
{
    fake_record(&tape, LOG_CREATED, 1, 0, 0, 0);
    contradicts("a task was created twice");
}
END_TEST

START_TEST(a_name_is_given_once)
{
    fake_record(&tape, LOG_NAME, 0, 1, 0, 0);
    contradicts("a name was given twice");
}
END_TEST

START_TEST(a_block_that_did_not_begin_does_not_end)
{
    fake_step(&tape, 1);
    fake_record(&tape, LOG_BLOCK_END, 1, 0, 0, 0);
    contradicts("a blocking call ended that had not begun");
}
END_TEST

START_TEST(a_run_within_a_run_is_passed_over)
{
    fake_record(&tape, LOG_RUN_BEGIN, 0, 0, 0, 1);
    contradicts("a run began within another");
}
END_TEST

START_TEST(a_print_of_another_length_is_shown_all_the_same)
{
    fake_print(&tape, 1, "hello\n");
    tape.recording.records[tape.recording.count - 1].value = UINT64_MAX;
    feed_log();
    ck_assert_uint_eq(model.skipped, 1);
    ck_assert_uint_eq(model.prints[0].length, 6);
}
END_TEST

START_TEST(unknown_kinds_are_counted_without_complaint)
{
    fake_record(&tape, (enum log_kind)5000, 1, 0, 0, 0);
    feed_log();
    ck_assert_uint_eq(model.skipped, 1);
    ck_assert_ptr_null(model.complaint);
}
END_TEST

START_TEST(tasks_may_have_any_numbers)
{
    for (uint32_t i = 0; i < 5000; i++) {
        uint32_t id = UINT32_MAX - i * 65536 - i;
        fake_record(&tape, LOG_CREATED, id, 1, 0, 0);
    }
    feed_log();
    ck_assert_uint_eq(model.lane_count, 5001);
    ck_assert_uint_eq(model_lane(&model, UINT32_MAX)->task, UINT32_MAX);
    ck_assert_ptr_null(model_lane(&model, 12345));
    ck_assert_ptr_null(model_lane(&model, 0));
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("contradictions");
    TCase *tcase = tcase_create("contradictions");
    tcase_add_checked_fixture(tcase, begin, finish);
    tcase_add_test(tcase, a_step_of_a_stranger_is_passed_over);
    tcase_add_test(tcase, time_does_not_go_back);
    tcase_add_test(tcase, a_time_centuries_away_is_not_believed);
    tcase_add_test(tcase, two_tasks_never_have_the_thread);
    tcase_add_test(tcase, a_step_ends_only_once);
    tcase_add_test(tcase, who_is_done_stays_done);
    tcase_add_test(tcase, a_task_ends_once);
    tcase_add_test(tcase, a_task_is_created_once);
    tcase_add_test(tcase, a_name_is_given_once);
    tcase_add_test(tcase, a_block_that_did_not_begin_does_not_end);
    tcase_add_test(tcase, a_run_within_a_run_is_passed_over);
    tcase_add_test(tcase, a_print_of_another_length_is_shown_all_the_same);
    tcase_add_test(tcase, unknown_kinds_are_counted_without_complaint);
    tcase_add_test(tcase, tasks_may_have_any_numbers);
    suite_add_tcase(suite, tcase);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
