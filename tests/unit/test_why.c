/* SPDX-License-Identifier: MIT */
/* Why somebody did not run: the chain in words, told as one text. */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fake_log.h"
#include "why.h"

static struct fake_log tape;
static struct model model;
static struct why why;
static char told[4096];

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

/* The last record was made there. */
static void at(const char *place)
{
    struct log_record last = tape.recording.records[--tape.recording.count];

    last.place = fake_name(&tape, place);
    recording_append(&tape.recording, &last, 1);
}

static void ask(uint32_t task, uint64_t time)
{
    size_t used;

    if (model.private)
        model_done(&model);
    model_init(&model, &tape.recording.header);
    model_feed(&model, tape.recording.records, tape.recording.count);
    why_make(&why, &model, model_lane(&model, task), time);
    used = (size_t)snprintf(told, sizeof told, "%s\n", why.question);
    for (int i = 0; i < why.count; i++) {
        const struct why_line *line = &why.lines[i];
        char when[WORDS_DURATION];

        used += (size_t)snprintf(told + used, sizeof told - used, "%s  %s %s%s%s%s\n",
                                 words_seconds(when, line->time, 3), line->text,
                                 line->strong, line->bad ? "!" : "",
                                 line->place[0] ? " " : "", line->place);
    }
    snprintf(told + used, sizeof told - used, "%s\n", finding_name(why.kind));
}

static void ms(uint64_t n)
{
    tape.now = n * FAKE_MS;
}

/* ---- Late ------------------------------------------------------------------ */

START_TEST(a_blocking_call_of_another_makes_it_late)
{
    fake_created(&tape, 2, 1, "ticker");
    fake_created(&tape, 3, 1, "resize");
    fake_step(&tape, 1);
    fake_record(&tape, LOG_STEP_END, 1, 2, LOG_WAIT_GATHER, 2);
    fake_step(&tape, 2);
    fake_sleep(&tape, 2, 226 * FAKE_MS);
    at("src/photo.c:20");
    fake_step(&tape, 3);
    fake_sleep(&tape, 3, 214 * FAKE_MS);
    ms(214);
    fake_step(&tape, 3);
    fake_record(&tape, LOG_BLOCK_BEGIN, 3, 0, 0, 370 * FAKE_MS);
    at("src/photo.c:48");
    ms(370);
    fake_record(&tape, LOG_BLOCK_END, 3, 0, 0, 0);
    fake_sleep(&tape, 3, FAKE_S);
    fake_ready(&tape, 2, 0, LOG_WAIT_SLEEP);
    fake_step(&tape, 2);
    fake_sleep(&tape, 2, FAKE_S);
    ask(2, 300 * FAKE_MS);
    ck_assert_str_eq(told,
        "Why did ticker not run from 0.226 to 0.370 s?\n"
        "0.226 s  its alarm rang: ready\n"
        "0.214 s  resize had the thread and kept it for 156 ms! photo.c:48\n"
        "0.370 s  then the loop could run ticker: 144 ms late!\n"
        "blocked loop\n");
    ck_assert_ptr_nonnull(strstr(why.cure, "async_to_thread()"));
    ask(2, 370 * FAKE_MS);
    ck_assert_str_eq(why.question, "Why did ticker not run from 0.226 to 0.370 s?");
    uint64_t time = 370 * FAKE_MS;
    const struct lane *late = why_whom(&model, &time);
    ck_assert_uint_eq(late->task, 2);
    why_make(&why, &model, late, time);
    ck_assert_str_eq(why.question, "Why did ticker not run from 0.226 to 0.370 s?");
}
END_TEST

START_TEST(who_is_ready_long_while_others_take_many_turns_is_starved)
{
    fake_created(&tape, 2, 1, "A");
    fake_created(&tape, 3, 1, "B");
    for (uint32_t i = 0; i < 30; i++) {
        fake_step(&tape, i % 2 ? 3 : 1);
        ms((i + 1) * 10);
        fake_record(&tape, LOG_STEP_END, i % 2 ? 3 : 1, 0, LOG_WAIT_YIELD, 0);
    }
    ask(2, 300 * FAKE_MS);
    ck_assert_int_eq(why.kind, FINDING_STARVED);
    ck_assert_str_eq(why.question, "Why has A not run since 0.000 s?");
}
END_TEST

/* ---- Chains ---------------------------------------------------------------- */

static void hold(uint32_t task, uint32_t lock)
{
    fake_record(&tape, LOG_HOLDER, task, 0, 0, lock);
}

static void want(uint32_t task, enum log_wait what, uint32_t name)
{
    fake_record(&tape, LOG_STEP_END, task, 0, what, name);
}

START_TEST(a_chain_goes_over_a_lock_to_who_sleeps_with_it)
{
    uint32_t lock = fake_name(&tape, "kitchen");

    fake_created(&tape, 2, 1, "B");
    fake_created(&tape, 3, 1, "C");
    fake_step(&tape, 3);
    hold(3, lock);
    fake_sleep(&tape, 3, 3 * FAKE_S);
    at("cook.c:12");
    ms(500);
    fake_step(&tape, 2);
    want(2, LOG_WAIT_LOCK, lock);
    at("cook.c:10");
    fake_step(&tape, 1);
    fake_record(&tape, LOG_STEP_END, 1, 2, LOG_WAIT_TASK, 0);
    at("cook.c:30");
    ms(1000);
    fake_print(&tape, 0, "x");
    ask(1, 1000 * FAKE_MS);
    ck_assert_str_eq(told,
        "Why has main not run since 0.500 s?\n"
        "0.500 s  it waits for B  cook.c:30\n"
        "0.500 s  B wants the lock kitchen  cook.c:10\n"
        "0.000 s  C took kitchen and holds it \n"
        "0.000 s  C sleeps until 3.000 s cook.c:12\n"
        "lock held across a wait\n");
}
END_TEST

START_TEST(who_had_the_lock_before_is_told_too)
{
    uint32_t lock = fake_name(&tape, "kitchen");

    fake_created(&tape, 2, 1, "A");
    fake_created(&tape, 3, 1, "B");
    fake_created(&tape, 4, 1, "C");
    fake_step(&tape, 2);
    hold(2, lock);
    fake_sleep(&tape, 2, 1 * FAKE_S);
    fake_step(&tape, 3);
    want(3, LOG_WAIT_LOCK, lock);
    fake_step(&tape, 4);
    want(4, LOG_WAIT_LOCK, lock);
    ms(1000);
    fake_ready(&tape, 2, 0, LOG_WAIT_SLEEP);
    fake_step(&tape, 2);
    hold(3, lock);
    fake_ready(&tape, 3, 2, LOG_WAIT_LOCK);
    fake_finished(&tape, 2, LOG_RETURNED, 0, 0);
    fake_step(&tape, 3);
    fake_sleep(&tape, 3, 2 * FAKE_S);
    ms(1500);
    fake_print(&tape, 0, "x");
    ask(4, 1500 * FAKE_MS);
    ck_assert_str_eq(told,
        "Why has C not run since 0.000 s?\n"
        "0.000 s  it wants the lock kitchen \n"
        "0.000 s  A took kitchen, and gave it back \n"
        "1.000 s  B took kitchen and holds it \n"
        "1.000 s  B sleeps until 2.000 s\n"
        "lock held across a wait\n");
}
END_TEST

START_TEST(two_who_wait_for_each_other_are_a_circle)
{
    uint32_t left = fake_name(&tape, "left"), right = fake_name(&tape, "right");

    fake_created(&tape, 2, 1, "A");
    fake_created(&tape, 3, 1, "B");
    fake_step(&tape, 2);
    hold(2, left);
    want(2, LOG_WAIT_YIELD, 0);
    fake_step(&tape, 3);
    hold(3, right);
    want(3, LOG_WAIT_LOCK, left);
    fake_step(&tape, 2);
    want(2, LOG_WAIT_LOCK, right);
    ask(2, 0);
    ck_assert_str_eq(told,
        "Why has A not run since 0.000 s?\n"
        "0.000 s  it wants the lock right \n"
        "0.000 s  B took right and holds it \n"
        "0.000 s  B wants the lock left \n"
        "0.000 s  A took left and holds it \n"
        "0.000 s  and A waits, too: they wait for each other, a circle!\n"
        "deadlock\n");
    fake_record(&tape, LOG_WARNING, 0, fake_name(&tape, "deadlock"), LOG_WARN_DEADLOCK, 0);
    ask(1, 0);
    uint64_t time = 0;
    ck_assert_uint_eq(why_whom(&model, &time)->task, 2);
}
END_TEST

START_TEST(a_chain_that_is_too_long_ends)
{
    for (uint32_t task = 2; task < 40; task++)
        fake_created(&tape, task, 1, "link");
    for (uint32_t task = 1; task < 40; task++) {
        fake_step(&tape, task);
        fake_record(&tape, LOG_STEP_END, task, task < 39 ? task + 1 : 20, LOG_WAIT_TASK, 0);
    }
    ask(1, 0);
    ck_assert_int_le(why.count, WHY_LINES);
    ck_assert_int_ge(why.count, 6);
}
END_TEST

START_TEST(a_full_queue_names_the_slow_consumer)
{
    uint64_t shelf = fake_name(&tape, "shelf");

    fake_created(&tape, 2, 1, "baker");
    fake_created(&tape, 3, 1, "seller");
    fake_step(&tape, 2);
    fake_record(&tape, LOG_VALUE, 2, 0, 0, shelf | UINT64_C(2) << 32);
    want(2, LOG_WAIT_YIELD, 0);
    fake_step(&tape, 3);
    fake_record(&tape, LOG_VALUE, 3, 0, 0, shelf | UINT64_C(1) << 32);
    fake_sleep(&tape, 3, FAKE_S);
    fake_step(&tape, 2);
    fake_record(&tape, LOG_VALUE, 2, 0, 0, shelf | UINT64_C(2) << 32);
    want(2, LOG_WAIT_PUT, (uint32_t)shelf);
    ask(2, 0);
    ck_assert_str_eq(told,
        "Why has baker not run since 0.000 s?\n"
        "0.000 s  it wants to put something into shelf: it is full, 2 items\n"
        "0.000 s  seller is the one that empties it \n"
        "0.000 s  seller sleeps until 1.000 s\n"
        "back-pressure\n");
}
END_TEST

START_TEST(tasks_awaited_one_after_another_could_overlap)
{
    fake_step(&tape, 1);
    fake_created(&tape, 2, 1, "A");
    fake_record(&tape, LOG_STEP_END, 1, 2, LOG_WAIT_TASK, 0);
    fake_step(&tape, 2);
    fake_sleep(&tape, 2, FAKE_S);
    ms(1000);
    fake_step(&tape, 2);
    fake_finished(&tape, 2, LOG_RETURNED, 0, 0);
    fake_ready(&tape, 1, 2, LOG_WAIT_TASK);
    fake_step(&tape, 1);
    fake_created(&tape, 3, 1, "B");
    fake_record(&tape, LOG_STEP_END, 1, 3, LOG_WAIT_TASK, 0);
    fake_step(&tape, 3);
    fake_sleep(&tape, 3, 2 * FAKE_S);
    ask(1, FAKE_S);
    ck_assert_int_eq(why.kind, FINDING_ONE_BY_ONE);
    ask(3, FAKE_S);
    ck_assert_int_eq(why.kind, FINDING_NONE);
}
END_TEST

START_TEST(a_gather_names_who_is_not_done)
{
    fake_step(&tape, 1);
    for (uint32_t task = 2; task <= 4; task++)
        fake_created(&tape, task, 1, task == 4 ? "slow" : "quick");
    fake_record(&tape, LOG_STEP_END, 1, 2, LOG_WAIT_GATHER, 3);
    for (uint32_t task = 2; task <= 4; task++) {
        fake_step(&tape, task);
        if (task < 4)
            fake_finished(&tape, task, LOG_RETURNED, 0, 0);
        else
            fake_sleep(&tape, 4, FAKE_S);
    }
    ms(500);
    fake_print(&tape, 0, "x");
    ask(1, 500 * FAKE_MS);
    ck_assert_str_eq(told,
        "Why has main not run since 0.000 s?\n"
        "0.000 s  it waits for all of 3 tasks \n"
        "0.000 s  slow sleeps until 1.000 s\n"
        "\n");
}
END_TEST

START_TEST(a_gap_that_nobody_notices_is_not_asked_about)
{
    fake_step(&tape, 1);
    fake_sleep(&tape, 1, FAKE_S);
    ms(1000);
    fake_ready(&tape, 1, 0, LOG_WAIT_SLEEP);
    tape.now += 30000;
    fake_step(&tape, 1);
    fake_finished(&tape, 1, LOG_RETURNED, 0, 0);
    ask(1, 2 * FAKE_S);
    ck_assert_str_eq(why.question, "Why did main not run from 0.000 to 1.000 s?");
}
END_TEST

START_TEST(who_never_waited_is_told_so)
{
    fake_step(&tape, 1);
    ask(1, 0);
    ck_assert_str_eq(why.question, "main never had to wait up to here.");
    why_make(&why, &model, NULL, 0);
    ck_assert_str_eq(why.question, "Nobody had to wait up to here.");
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("why");
    TCase *tcase = tcase_create("why");
    SRunner *runner = srunner_create(suite);

    tcase_add_checked_fixture(tcase, begin, finish);
    tcase_add_test(tcase, a_blocking_call_of_another_makes_it_late);
    tcase_add_test(tcase, who_is_ready_long_while_others_take_many_turns_is_starved);
    tcase_add_test(tcase, a_chain_goes_over_a_lock_to_who_sleeps_with_it);
    tcase_add_test(tcase, who_had_the_lock_before_is_told_too);
    tcase_add_test(tcase, two_who_wait_for_each_other_are_a_circle);
    tcase_add_test(tcase, a_chain_that_is_too_long_ends);
    tcase_add_test(tcase, a_full_queue_names_the_slow_consumer);
    tcase_add_test(tcase, tasks_awaited_one_after_another_could_overlap);
    tcase_add_test(tcase, a_gather_names_who_is_not_done);
    tcase_add_test(tcase, a_gap_that_nobody_notices_is_not_asked_about);
    tcase_add_test(tcase, who_never_waited_is_told_so);
    suite_add_tcase(suite, tcase);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
