/* SPDX-License-Identifier: MIT */
/* From records to lanes, told as text: "running 0-0, sleeping 0-2000" in ms. */
#include <check.h>
#include <stdio.h>
#include <string.h>

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
    fake_log_done(&tape);
}

static void begin_again(void)
{
    finish();
    begin();
}

static void feed(const struct recording *recording)
{
    model_init(&model, &recording->header);
    model_feed(&model, recording->records, recording->count);
}

static void feed_log(void)
{
    feed(&tape.recording);
}

static const char *spans(const struct lane *lane)
{
    static const char *const states[] = {
        "running", "ready", "sleeping", "waiting", "blocked", "free",
    };
    static char words[2000];
    size_t put = 0;
    words[0] = '\0';
    for (uint64_t i = 0; i < lane->count && put < sizeof words - 100; i++) {
        const struct span *span = &lane->spans[i];
        put += (size_t)sprintf(words + put, "%s%s %g-", i ? ", " : "",
                               states[span->state], (double)span->begin / FAKE_MS);
        if (span->end != LOG_NEVER)
            put += (size_t)sprintf(words + put, "%g", (double)span->end / FAKE_MS);
    }
    return words;
}

static const char *task(uint32_t id)
{
    return spans(model_lane(&model, id));
}

static void step_end(uint32_t id, enum log_wait wait, uint32_t other, uint64_t value)
{
    fake_record(&tape, LOG_STEP_END, id, other, wait, value);
}

/* ---- The race -------------------------------------------------------------------- */

START_TEST(one_after_another_blocks_the_thread)
{
    struct recording sync, async;
    fake_race(&sync, &async);
    feed(&sync);
    ck_assert_str_eq(task(1), "running 0-0, waiting 0-6000, running 6000-6000");
    ck_assert_str_eq(task(2), "running 0-0, blocked 0-2000, running 2000-2000");
    ck_assert_str_eq(task(3), "running 2000-2000, blocked 2000-4000, running 4000-4000");
    ck_assert_str_eq(spans(&model.thread),
                     "running 0-0, blocked 0-2000, running 2000-2000, blocked 2000-4000, "
                     "running 4000-4000, blocked 4000-6000, running 6000-6000");
    ck_assert_uint_eq(model.skipped, 0);
    ck_assert(model.ended);
    model_done(&model);
    recording_done(&sync);
    recording_done(&async);
}
END_TEST

START_TEST(waiting_together_leaves_the_thread_free)
{
    struct recording sync, async;
    fake_race(&sync, &async);
    feed(&async);
    ck_assert_uint_eq(model.lane_count, 4);
    ck_assert_str_eq(model_name(&model, model.lanes[3].name), "Task3");
    for (uint32_t id = 2; id <= 4; id++)
        ck_assert_str_eq(task(id), "running 0-0, sleeping 0-2000, running 2000-2000");
    ck_assert_uint_eq(model.lanes[1].spans[1].until, 2 * FAKE_S);
    ck_assert_str_eq(spans(&model.thread), "running 0-0, free 0-2000, running 2000-2000");
    ck_assert_uint_eq(model.skipped, 0);
    ck_assert_uint_eq(model.done_count, 3);
    model_done(&model);
    recording_done(&sync);
    recording_done(&async);
}
END_TEST

/* ---- Each kind of record ----------------------------------------------------------- */

START_TEST(a_new_task_is_ready_until_its_turn)
{
    tape.now = 5 * FAKE_MS;
    fake_step(&tape, 1);
    feed_log();
    ck_assert_str_eq(task(1), "ready 0-5, running 5-");
    ck_assert_str_eq(spans(&model.thread), "free 0-5, running 5-");
    ck_assert_uint_eq(model.running, 1);
    model_done(&model);
}
END_TEST

START_TEST(each_reason_to_give_way_is_a_state)
{
    static const struct {
        enum log_wait wait;
        const char *spans;
    } reasons[] = {
        {LOG_WAIT_YIELD, "running 0-3, ready 3-"},
        {LOG_WAIT_SLEEP, "running 0-3, sleeping 3-"},
        {LOG_WAIT_TASK, "running 0-3, waiting 3-"},
        {LOG_WAIT_GATHER, "running 0-3, waiting 3-"},
        {LOG_WAIT_FUTURE, "running 0-3, waiting 3-"},
        {LOG_WAIT_FUTURE + 40, "running 0-3, waiting 3-"},  /* from a later writer */
        {LOG_WAIT_END, "running 0-3"},
    };
    for (size_t i = 0; i < sizeof reasons / sizeof *reasons; i++) {
        begin_again();
        fake_step(&tape, 1);
        tape.now = 3 * FAKE_MS;
        step_end(1, reasons[i].wait, 9, 7 * FAKE_MS);
        feed_log();
        ck_assert_str_eq(task(1), reasons[i].spans);
        ck_assert_uint_eq(model.skipped, 0);
        model_done(&model);
    }
}
END_TEST

START_TEST(a_wait_knows_for_whom_and_a_sleep_until_when)
{
    fake_step(&tape, 1);
    step_end(1, LOG_WAIT_TASK, 9, 0);
    feed_log();
    const struct span *span = lane_at(model_lane(&model, 1), 0);
    ck_assert_uint_eq(span->about, 9);
    ck_assert_uint_eq(span->until, LOG_NEVER);
    ck_assert_uint_eq(span->wait, LOG_WAIT_TASK);
    model_done(&model);
}
END_TEST

START_TEST(a_step_knows_who_made_it_possible_even_in_no_time)
{
    fake_created(&tape, 2, 1, "other");
    fake_step(&tape, 1);
    step_end(1, LOG_WAIT_LOCK, 0, 0);
    tape.now = FAKE_MS;
    fake_step(&tape, 2);
    fake_ready(&tape, 1, 2, LOG_WAIT_LOCK);
    fake_finished(&tape, 2, LOG_RETURNED, 0, 0);
    fake_step(&tape, 1);
    tape.now = 2 * FAKE_MS;
    fake_sleep(&tape, 1, 3 * FAKE_MS);
    feed_log();
    const struct span *span = lane_at(model_lane(&model, 1), FAKE_MS);
    ck_assert_uint_eq(span->state, SPAN_RUNNING);
    ck_assert_uint_eq(span->about, 2);
    ck_assert_uint_eq(span->wait, LOG_WAIT_LOCK);
    model_done(&model);
}
END_TEST

START_TEST(who_is_woken_is_ready_while_another_has_the_thread)
{
    fake_created(&tape, 2, 1, "other");
    fake_step(&tape, 1);
    fake_sleep(&tape, 1, FAKE_MS);
    fake_step(&tape, 2);
    tape.now = FAKE_MS;
    fake_ready(&tape, 1, 0, LOG_WAIT_SLEEP);
    tape.now = 4 * FAKE_MS;
    fake_finished(&tape, 2, LOG_RETURNED, 0, 0);
    fake_step(&tape, 1);
    feed_log();
    ck_assert_str_eq(task(1), "running 0-0, sleeping 0-1, ready 1-4, running 4-");
    ck_assert_str_eq(task(2), "running 0-4");
    ck_assert_str_eq(spans(&model.thread), "running 0-");
    model_done(&model);
}
END_TEST

START_TEST(a_task_may_be_done_before_or_after_its_last_step_ends)
{
    for (int before = 0; before < 2; before++) {
        begin_again();
        fake_step(&tape, 1);
        tape.now = 2 * FAKE_MS;
        if (!before)
            step_end(1, LOG_WAIT_END, 0, 0);
        fake_record(&tape, LOG_DONE, 1, 0, LOG_CANCELLED, 5);
        if (before)
            step_end(1, LOG_WAIT_END, 0, 0);
        feed_log();
        const struct lane *lane = model_lane(&model, 1);
        ck_assert_str_eq(spans(lane), "running 0-2");
        ck_assert(lane->done);
        ck_assert_uint_eq(lane->outcome, LOG_CANCELLED);
        ck_assert_int_eq(lane->code, 5);
        ck_assert_uint_eq(lane->ended, 2 * FAKE_MS);
        ck_assert_uint_eq(model.running, 0);
        ck_assert_uint_eq(model.skipped, 0);
        model_done(&model);
    }
}
END_TEST

START_TEST(a_task_may_end_before_its_first_step)
{
    fake_created(&tape, 2, 1, "never");
    fake_record(&tape, LOG_DONE, 2, 0, LOG_CANCELLED, 0);
    feed_log();
    ck_assert_uint_eq(model_lane(&model, 2)->count, 0);
    ck_assert_ptr_null(lane_at(model_lane(&model, 2), 0));
    ck_assert_uint_eq(model.skipped, 0);
    model_done(&model);
}
END_TEST

START_TEST(whoever_lives_at_the_end_of_the_run_ends_without_being_done)
{
    fake_created(&tape, 2, 1, "left behind");
    tape.now = FAKE_MS;
    fake_end(&tape);
    feed_log();
    const struct lane *lane = model_lane(&model, 2);
    ck_assert_str_eq(spans(lane), "ready 0-1");
    ck_assert_uint_eq(lane->ended, FAKE_MS);
    ck_assert(!lane->done);
    ck_assert_uint_eq(model.done_count, 0);
    model_done(&model);
}
END_TEST

START_TEST(steps_that_touch_are_one_span)
{
    for (int i = 0; i < 1000; i++) {
        fake_step(&tape, 1);
        step_end(1, LOG_WAIT_YIELD, 0, 0);
    }
    feed_log();
    ck_assert_str_eq(task(1), "running 0-0, ready 0-");
    ck_assert_str_eq(spans(&model.thread), "running 0-0, free 0-");
    model_done(&model);
}
END_TEST

START_TEST(a_second_run_goes_on_in_the_same_lanes)
{
    tape.now = FAKE_MS;
    fake_end(&tape);
    tape.now = 3 * FAKE_MS;
    fake_begin(&tape, "again");
    fake_created(&tape, 2, 0, "main");
    tape.now = 4 * FAKE_MS;
    feed_log();
    ck_assert_str_eq(spans(&model.thread), "free 0-1, running 1-3, free 3-");
    ck_assert_str_eq(task(2), "ready 3-");
    ck_assert_str_eq(model_name(&model, model.program), "program");
    ck_assert_uint_eq(model.skipped, 0);
    model_done(&model);
}
END_TEST

START_TEST(ticks_become_nanoseconds)
{
    tape.recording.header.first_tick = 500;
    tape.recording.header.ticks_per_second = 2e9;
    for (uint64_t i = 0; i < tape.recording.count; i++)
        if (tape.recording.records[i].kind != LOG_TEXT)
            tape.recording.records[i].time = 500;
    tape.now = 500 + 4000;
    fake_step(&tape, 1);
    fake_sleep(&tape, 1, 3000);
    feed_log();
    ck_assert_uint_eq(model.now, 2000);
    ck_assert_uint_eq(lane_at(model_lane(&model, 1), 2000)->until, 3000);
    model_done(&model);
}
END_TEST

/* ---- Texts ------------------------------------------------------------------------- */

START_TEST(names_and_prints_may_be_longer_than_a_record)
{
    char text[1001];
    memset(text, 'x', 1000);
    text[1000] = '\0';
    uint32_t name = fake_name(&tape, text);
    fake_print(&tape, 1, text);
    fake_print(&tape, 0, "the loop\n");
    feed_log();
    ck_assert_str_eq(model_name(&model, name), text);
    ck_assert_str_eq(model_name(&model, 999), "?");
    ck_assert_str_eq(model_name(&model, 0), "?");
    ck_assert_uint_eq(model.print_count, 2);
    ck_assert_uint_eq(model.prints[0].task, 1);
    ck_assert_uint_eq(model.prints[0].length, 1000);
    ck_assert_uint_eq(model.prints[1].offset, 1000);
    ck_assert_mem_eq(model.output + 1000, "the loop\n", 9);
    ck_assert_uint_eq(model.skipped, 0);
    model_done(&model);
}
END_TEST

START_TEST(a_warning_keeps_its_place)
{
    uint32_t text = fake_name(&tape, "left behind");
    fake_record(&tape, LOG_WARNING, 1, text, LOG_WARN_LEFT_BEHIND, 0);
    feed_log();
    ck_assert_uint_eq(model.warning_count, 1);
    ck_assert_str_eq(model_name(&model, model.warnings[0].text), "left behind");
    ck_assert_uint_eq(model.warnings[0].kind, LOG_WARN_LEFT_BEHIND);
    model_done(&model);
}
END_TEST

/* ---- Looking up --------------------------------------------------------------------- */

START_TEST(any_moment_of_a_lane_is_found)
{
    for (int i = 0; i < 500; i++) {     /* 1 ms running, 2 ms sleeping, each time */
        fake_step(&tape, 1);
        tape.now += FAKE_MS;
        fake_sleep(&tape, 1, tape.now + 2 * FAKE_MS);
        tape.now += 2 * FAKE_MS;
    }
    fake_step(&tape, 1);
    fake_finished(&tape, 1, LOG_RETURNED, 0, 0);
    feed_log();
    const struct lane *lane = model_lane(&model, 1);
    ck_assert_uint_eq(lane->count, 1001);
    for (uint64_t ms = 0; ms < 1500; ms++) {
        struct lane_sum sum;
        uint64_t time = ms * FAKE_MS;
        const struct span *span = lane_at(lane, time);
        ck_assert_ptr_nonnull(span);
        ck_assert_uint_eq(span->state, ms % 3 ? SPAN_SLEEPING : SPAN_RUNNING);
        lane_sum(lane, time, &sum);
        ck_assert_uint_eq(sum.runs, (ms + 2) / 3);
        ck_assert_uint_eq(sum.time[SPAN_RUNNING] / FAKE_MS, (ms + 2) / 3);
        ck_assert_uint_eq(sum.time[SPAN_SLEEPING] / FAKE_MS, ms - (ms + 2) / 3);
    }
    ck_assert_uint_eq(lane_at(lane, 1500 * (uint64_t)FAKE_MS)->state, SPAN_RUNNING);
    ck_assert_ptr_null(lane_at(lane, 1500 * (uint64_t)FAKE_MS + 1));
    model_done(&model);
}
END_TEST

START_TEST(before_its_creation_a_lane_is_nothing)
{
    tape.now = 7;
    fake_created(&tape, 2, 1, "late");
    tape.now = 9;
    fake_step(&tape, 2);
    feed_log();
    ck_assert_ptr_null(lane_at(model_lane(&model, 2), 6));
    ck_assert_uint_eq(lane_at(model_lane(&model, 2), 7)->state, SPAN_READY);
    ck_assert_uint_eq(lane_at(model_lane(&model, 2), 100)->state, SPAN_RUNNING);
    model_done(&model);
}
END_TEST

START_TEST(it_is_the_same_fed_at_once_or_one_by_one)
{
    struct recording sync, async;
    struct model slow;
    fake_race(&sync, &async);
    feed(&async);
    model_init(&slow, &async.header);
    for (uint64_t i = 0; i < async.count; i++)
        model_feed(&slow, &async.records[i], 1);
    ck_assert_uint_eq(slow.fed, model.fed);
    for (uint64_t i = 0; i < model.lane_count; i++) {
        char one[200];
        snprintf(one, sizeof one, "%s", spans(&slow.lanes[i]));
        ck_assert_str_eq(one, spans(&model.lanes[i]));
    }
    model_done(&slow);
    model_done(&model);
    recording_done(&sync);
    recording_done(&async);
}
END_TEST

static void add_tests(TCase *tcase)
{
    static const TTest *const *const tests[] = {
        &one_after_another_blocks_the_thread, &waiting_together_leaves_the_thread_free,
        &a_new_task_is_ready_until_its_turn, &each_reason_to_give_way_is_a_state,
        &a_wait_knows_for_whom_and_a_sleep_until_when,
        &a_step_knows_who_made_it_possible_even_in_no_time,
        &who_is_woken_is_ready_while_another_has_the_thread,
        &a_task_may_be_done_before_or_after_its_last_step_ends,
        &a_task_may_end_before_its_first_step,
        &whoever_lives_at_the_end_of_the_run_ends_without_being_done,
        &steps_that_touch_are_one_span, &a_second_run_goes_on_in_the_same_lanes,
        &ticks_become_nanoseconds, &names_and_prints_may_be_longer_than_a_record,
        &a_warning_keeps_its_place, &any_moment_of_a_lane_is_found,
        &before_its_creation_a_lane_is_nothing,
        &it_is_the_same_fed_at_once_or_one_by_one,
    };
    for (size_t i = 0; i < sizeof tests / sizeof *tests; i++)
        tcase_add_test(tcase, *tests[i]);
}

int main(void)
{
    Suite *suite = suite_create("model");
    TCase *tcase = tcase_create("model");
    tcase_add_checked_fixture(tcase, begin, finish);
    add_tests(tcase);
    suite_add_tcase(suite, tcase);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
