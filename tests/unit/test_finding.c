/* SPDX-License-Identifier: MIT */
/* What the log warns of and what the model shows by itself. */
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "fake_log.h"
#include "finding.h"

static struct fake_log tape;
static struct model model;
static struct findings findings;
static char told[256];

static void begin(void)
{
    fake_log_init(&tape, 0);
    fake_begin(&tape, "program");
    fake_created(&tape, 1, 0, "main");
    findings_init(&findings);
}

static void finish(void)
{
    findings_done(&findings);
    model_done(&model);
    fake_log_done(&tape);
}

static void look(void)
{
    if (!model.private)
        model_init(&model, &tape.recording.header);
    model_feed(&model, tape.recording.records + model.fed,
               tape.recording.count - model.fed);
    findings_update(&findings, &model);
    if (findings.count)
        finding_tell(&findings.list[findings.count - 1], &model, told, sizeof told);
}

/* 2 sleeps until 20 ms while 3 keeps the thread from 10 ms to 200 ms. */
static void keep_the_thread(bool blocking)
{
    fake_created(&tape, 2, 1, "ticker");
    fake_created(&tape, 3, 1, "resize");
    fake_step(&tape, 2);
    fake_sleep(&tape, 2, 20 * FAKE_MS);
    tape.now = 10 * FAKE_MS;
    fake_step(&tape, 3);
    if (blocking)
        fake_record(&tape, LOG_BLOCK_BEGIN, 3, 0, 0, 200 * FAKE_MS);
    tape.now = 200 * FAKE_MS;
    if (blocking)
        fake_record(&tape, LOG_BLOCK_END, 3, 0, 0, 0);
    fake_sleep(&tape, 3, FAKE_S);
    fake_ready(&tape, 2, 0, LOG_WAIT_SLEEP);
    fake_step(&tape, 2);
}

START_TEST(a_blocking_call_while_an_alarm_was_due_is_found)
{
    keep_the_thread(true);
    look();
    ck_assert_uint_eq(findings.count, 1);
    ck_assert_uint_eq(findings.list[0].kind, FINDING_BLOCKED);
    ck_assert_uint_eq(findings.list[0].victims, 2);     /* ticker, and main, ready */
    ck_assert_str_eq(told, "resize kept the thread for 190 ms; main and 1 more had to wait");
}
END_TEST

START_TEST(a_long_step_is_found_as_well)
{
    keep_the_thread(false);
    look();
    ck_assert_uint_eq(findings.count, 1);
    ck_assert_uint_eq(findings.list[0].kind, FINDING_LONG_STEP);
}
END_TEST

START_TEST(nobody_suffers_from_who_blocks_alone)
{
    fake_step(&tape, 1);
    fake_record(&tape, LOG_BLOCK_BEGIN, 1, 0, 0, FAKE_S);
    tape.now = FAKE_S;
    fake_record(&tape, LOG_BLOCK_END, 1, 0, 0, 0);
    fake_sleep(&tape, 1, 2 * FAKE_S);
    look();
    ck_assert_uint_eq(findings.count, 0);
}
END_TEST

START_TEST(one_after_another_blocking_is_what_is_shown)
{
    fake_log_done(&tape);
    fake_log_init(&tape, LOG_SYNCHRONOUS);
    fake_begin(&tape, "program");
    fake_created(&tape, 1, 0, "main");
    keep_the_thread(true);
    look();
    ck_assert_uint_eq(findings.count, 0);
}
END_TEST

START_TEST(warnings_of_the_log_come_in_order_of_time_with_their_names)
{
    uint32_t text = fake_name(&tape, "coroutine 'work' was never awaited");

    keep_the_thread(true);
    fake_record(&tape, LOG_WARNING, 2, text, LOG_WARN_NEVER_AWAITED, 0);
    look();
    ck_assert_uint_eq(findings.count, 2);
    ck_assert_uint_eq(findings.list[1].kind, FINDING_NEVER_AWAITED);
    ck_assert_str_eq(told, "coroutine 'work' was never awaited");
    for (int kind = FINDING_NONE + 1; kind < FINDING_KINDS; kind++)
        ck_assert(*finding_name(kind));
}
END_TEST

START_TEST(many_turns_of_others_are_a_starvation)
{
    fake_created(&tape, 2, 1, "A");
    fake_created(&tape, 3, 1, "B");
    for (uint32_t i = 0; i < 40; i++) {
        fake_step(&tape, i % 2 ? 3 : 1);
        tape.now += 5 * FAKE_MS;
        fake_record(&tape, LOG_STEP_END, i % 2 ? 3 : 1, 0, LOG_WAIT_YIELD, 0);
    }
    look();
    ck_assert_uint_eq(findings.count, 1);
    ck_assert_uint_eq(findings.list[0].kind, FINDING_STARVED);
    ck_assert_str_eq(told, "A was ready for 200 ms and did not get its turn");
}
END_TEST

START_TEST(going_back_forgets_what_came_later)
{
    struct model early;

    keep_the_thread(true);
    look();
    model_init(&early, &tape.recording.header);
    model_feed(&early, tape.recording.records, 4);
    findings_update(&findings, &early);
    ck_assert_uint_eq(findings.count, 0);
    model_done(&early);
    findings_update(&findings, &model);
    ck_assert_uint_eq(findings.count, 1);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("finding");
    TCase *tcase = tcase_create("finding");
    SRunner *runner = srunner_create(suite);

    tcase_add_checked_fixture(tcase, begin, finish);
    tcase_add_test(tcase, a_blocking_call_while_an_alarm_was_due_is_found);
    tcase_add_test(tcase, a_long_step_is_found_as_well);
    tcase_add_test(tcase, nobody_suffers_from_who_blocks_alone);
    tcase_add_test(tcase, one_after_another_blocking_is_what_is_shown);
    tcase_add_test(tcase, warnings_of_the_log_come_in_order_of_time_with_their_names);
    tcase_add_test(tcase, many_turns_of_others_are_a_starvation);
    tcase_add_test(tcase, going_back_forgets_what_came_later);
    suite_add_tcase(suite, tcase);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
