/* SPDX-License-Identifier: MIT */
/* Lanes as cells, told as the glyphs that are drawn; the axis; words and their width. */
#define _GNU_SOURCE
#include <check.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>

#include "fake_log.h"
#include "paint.h"

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

static void feed(void)
{
    model_init(&model, &tape.recording.header);
    model_feed(&model, tape.recording.records, tape.recording.count);
}

/* The lane from one ms to another in so many columns, as ASCII. */
static const char *painted(const struct lane *lane, uint64_t from, uint64_t to,
                           int columns)
{
    static char out[300];
    struct paint_axis axis = {from * FAKE_MS, to * FAKE_MS, columns};
    struct paint_cell cells[300];
    paint_lane(lane, &axis, model.now, cells);
    for (int i = 0; i <= columns; i++)
        out[i] = paint_glyph(cells[i].look, true)[0];
    out[columns + 1] = '\0';
    return out;
}

static void block(uint32_t task, uint64_t ms)
{
    uint64_t until = tape.now + ms * FAKE_MS;
    fake_record(&tape, LOG_BLOCK_BEGIN, task, 0, 0, until);
    tape.now = until;
    fake_record(&tape, LOG_BLOCK_END, task, 0, 0, 0);
}

static void sleep_ms(uint32_t task, uint64_t ms)
{
    fake_sleep(&tape, task, tape.now + ms * FAKE_MS);
    tape.now += ms * FAKE_MS;
    fake_ready(&tape, task, 0, LOG_WAIT_SLEEP);
}

/* ---- Cells ------------------------------------------------------------------------ */

/* Task 2 keeps the thread from 5 ms to 15 ms, and task 1's alarm is for 10 ms. */
START_TEST(a_sleeper_is_ready_once_its_alarm_is_past)
{
    fake_created(&tape, 2, 1, "other");
    fake_step(&tape, 1);
    fake_sleep(&tape, 1, 10 * FAKE_MS);
    fake_step(&tape, 2);
    fake_sleep(&tape, 2, 5 * FAKE_MS);
    tape.now = 5 * FAKE_MS;
    fake_ready(&tape, 2, 0, LOG_WAIT_SLEEP);
    fake_step(&tape, 2);
    fake_record(&tape, LOG_BLOCK_BEGIN, 2, 0, 0, 15 * FAKE_MS);
    tape.now = 15 * FAKE_MS;
    fake_print(&tape, 2, "x");
    feed();
    ck_assert_str_eq(painted(&model.lanes[0], 0, 20, 20), "|.........%%%%%%     ");
    ck_assert_int_eq(span_part(&model.lanes[0].spans[1], 9 * FAKE_MS).state, SPAN_SLEEPING);
    ck_assert_int_eq(span_part(&model.lanes[0].spans[1], 10 * FAKE_MS).state, SPAN_READY);
    fake_record(&tape, LOG_BLOCK_END, 2, 0, 0, 0);
    fake_finished(&tape, 2, LOG_RETURNED, 0, 0);
    fake_ready(&tape, 1, 0, LOG_WAIT_SLEEP);
    fake_step(&tape, 1);
    fake_finished(&tape, 1, LOG_RETURNED, 0, 0);
    model_done(&model);
    feed();
    ck_assert_str_eq(painted(&model.lanes[0], 0, 20, 20), "|.........%%%%%v     ");
}
END_TEST

START_TEST(a_step_without_length_is_seen)
{
    fake_step(&tape, 1);
    sleep_ms(1, 10);
    fake_step(&tape, 1);
    sleep_ms(1, 10);
    fake_step(&tape, 1);
    fake_finished(&tape, 1, LOG_RETURNED, 0, 0);
    fake_end(&tape);
    feed();
    ck_assert_str_eq(painted(&model.lanes[0], 0, 20, 20), "|.........|.........v");
    ck_assert_str_eq(painted(&model.lanes[0], 0, 40, 20), "|....|....v          ");
    ck_assert_str_eq(painted(&model.thread, 0, 20, 20), "|_________|_________|");
}
END_TEST

START_TEST(a_mark_stands_in_the_column_after_the_end)
{
    static const struct {
        enum log_outcome outcome;
        const char *cells;
    } ends[] = {
        {LOG_RETURNED, "|..v  "}, {LOG_FAILED, "|..x  "}, {LOG_CANCELLED, "|..o  "},
    };
    for (int i = 0; i < 3; i++)
        fake_created(&tape, 10 + (uint32_t)i, 1, "task");
    for (int i = 0; i < 3; i++) {
        fake_step(&tape, 10 + (uint32_t)i);
        fake_sleep(&tape, 10 + (uint32_t)i, 25 * FAKE_MS);
    }
    tape.now = 25 * FAKE_MS;            /* in the middle of the third column */
    for (int i = 0; i < 3; i++)
        fake_record(&tape, LOG_DONE, 10 + (uint32_t)i, 0, ends[i].outcome, 0);
    feed();
    for (int i = 0; i < 3; i++)
        ck_assert_str_eq(painted(&model.lanes[1 + i], 0, 50, 5), ends[i].cells);
}
END_TEST

START_TEST(what_lasts_no_time_is_a_step_and_a_mark)
{
    fake_step(&tape, 1);
    fake_finished(&tape, 1, LOG_RETURNED, 0, 0);
    tape.now = 10 * FAKE_MS;
    fake_end(&tape);
    feed();
    ck_assert_str_eq(painted(&model.lanes[0], 0, 10, 5), "|v    ");
    ck_assert_str_eq(painted(&model.thread, 0, 10, 5), "|____ ");
}
END_TEST

START_TEST(the_steps_around_a_block_are_part_of_it)
{
    fake_step(&tape, 1);
    block(1, 10);
    fake_finished(&tape, 1, LOG_RETURNED, 0, 0);
    fake_created(&tape, 2, 0, "next");
    fake_step(&tape, 2);
    block(2, 10);
    fake_finished(&tape, 2, LOG_RETURNED, 0, 0);
    fake_end(&tape);
    feed();
    ck_assert_str_eq(painted(&model.lanes[0], 0, 20, 10), "#####v     ");
    ck_assert_str_eq(painted(&model.lanes[1], 0, 20, 10), "     #####v");
    ck_assert_str_eq(painted(&model.thread, 0, 20, 10), "########## ");
}
END_TEST

START_TEST(a_short_block_is_never_hidden)
{
    fake_step(&tape, 1);
    sleep_ms(1, 50);
    fake_step(&tape, 1);
    block(1, 1);
    sleep_ms(1, 49);
    feed();
    ck_assert_str_eq(painted(&model.lanes[0], 0, 100, 10), "|....#.... ");
    ck_assert_uint_eq(lane_at(&model.thread, 50 * (uint64_t)FAKE_MS)->state, SPAN_BLOCKED);
}
END_TEST

START_TEST(what_lasts_is_drawn_up_to_now)
{
    fake_step(&tape, 1);
    fake_sleep(&tape, 1, 100 * FAKE_MS);
    feed();
    model.now = 35 * FAKE_MS;
    ck_assert_str_eq(painted(&model.lanes[0], 0, 100, 10), "|...       ");
    model.now = 0;
    ck_assert_str_eq(painted(&model.lanes[0], 0, 100, 10), "|          ");
    model.now = 500 * FAKE_MS;
    ck_assert_str_eq(painted(&model.lanes[0], 0, 100, 10), "|......... ");
}
END_TEST

START_TEST(a_detail_is_painted_like_the_whole)
{
    fake_step(&tape, 1);
    sleep_ms(1, 1000);
    fake_step(&tape, 1);
    tape.now += 1000 * FAKE_MS;
    fake_finished(&tape, 1, LOG_RETURNED, 0, 0);
    feed();
    ck_assert_str_eq(painted(&model.lanes[0], 500, 1500, 10), ".....||||| ");
    ck_assert_str_eq(painted(&model.lanes[0], 1500, 2500, 10), "|||||v     ");
    ck_assert_str_eq(painted(&model.lanes[0], 3000, 4000, 10), "           ");
}
END_TEST

START_TEST(ten_thousand_spans_are_summed_not_sampled)
{
    for (int i = 0; i < 10000; i++) {   /* three parts asleep, one part running */
        fake_step(&tape, 1);
        tape.now += FAKE_MS;
        sleep_ms(1, 3);
    }
    feed();
    ck_assert_str_eq(painted(&model.lanes[0], 0, 40000, 8), "|||||||| ");
    struct paint_cell cells[9];
    struct paint_axis axis = {0, 40 * FAKE_S, 8};
    paint_lane(&model.lanes[0], &axis, model.now, cells);
    for (int i = 0; i < 8; i++)
        ck_assert(cells[i].tick);
}
END_TEST

START_TEST(states_differ_by_glyph_alone)
{
    feed();
    for (int ascii = 0; ascii < 2; ascii++)
        for (int a = 0; a < PAINT_LOOKS; a++) {
            ck_assert_int_eq(words_width(paint_glyph(a, ascii), strlen(paint_glyph(a, ascii)),
                                         ascii), 1);
            for (int b = 0; b < a; b++)
                ck_assert_str_ne(paint_glyph(a, ascii), paint_glyph(b, ascii));
        }
}
END_TEST

START_TEST(columns_and_times_are_each_others_inverse)
{
    static const struct paint_axis axes[] = {
        {0, 6 * FAKE_S, 54}, {0, 7, 100}, {1000, 1 << 20, 77}, {0, UINT64_C(1) << 62, 1000},
    };
    feed();
    for (size_t i = 0; i < sizeof axes / sizeof *axes; i++)
        for (int column = 0; column < axes[i].columns; column++) {
            uint64_t time = paint_time(&axes[i], column);
            int back = paint_column(&axes[i], time);
            ck_assert_int_ge(back, column);
            if (axes[i].end - axes[i].begin > (uint64_t)axes[i].columns)
                ck_assert_int_eq(back, column);
            if (time > axes[i].begin)
                ck_assert_int_lt(paint_column(&axes[i], time - 1), column);
        }
    ck_assert_int_eq(paint_column(&axes[2], 999), -1);
    ck_assert_int_eq(paint_column(&axes[0], 6 * FAKE_S), 54);
}
END_TEST

/* ---- The axis ---------------------------------------------------------------------- */

static void labels_are(uint64_t begin, uint64_t end, int columns, const char *want)
{
    struct paint_axis axis = {begin, end, columns};
    char out[400];
    paint_labels(&axis, 4, out, sizeof out);
    ck_assert_str_eq(out, want);
}

START_TEST(ticks_are_round_and_the_last_has_the_unit)
{
    feed();
    labels_are(0, 6 * FAKE_S, 54,
               "0        1        2        3        4        5        6 s");
    labels_are(0, 412 * FAKE_MS, 44, "0         100        200        300       400 ms");
    labels_are(0, 30, 30, "0         10        20        30 ns");
    labels_are(0, 2500, 25, "0         1         2 us");
    labels_are(0, 90 * FAKE_S, 45, "0         20        40        60        80 s");
    labels_are(0, 1200 * FAKE_S, 40, "0         5         10        15       20 min");
    labels_are(1500 * FAKE_MS, 1600 * (uint64_t)FAKE_MS, 40,
               "1.50    1.52    1.54    1.56    1.58   1.60 s");
}
END_TEST

/* In order, each label apart from the one before it, and none past the end. */
static bool well_laid(const struct paint_axis *axis, int overhang)
{
    struct paint_tick ticks[PAINT_TICKS];
    int n = paint_ticks(axis, overhang, ticks), end = -1, column = -1;
    for (int t = 0; t < n; t++) {
        if (ticks[t].column < column || ticks[t].column > axis->columns)
            return false;
        column = ticks[t].column;
        if (!ticks[t].label[0])
            continue;
        if (ticks[t].label_column <= end)
            return false;
        end = ticks[t].label_column + (int)strlen(ticks[t].label);
        if (end > axis->columns + 1 + overhang)
            return false;
    }
    return n <= PAINT_TICKS;
}

START_TEST(labels_never_touch_whatever_the_axis)
{
    uint64_t random = 12345;
    feed();
    for (int i = 0; i < 20000; i++) {
        random = random * UINT64_C(6364136223846793005) + 1442695040888963407;
        uint64_t length = (random >> 3 >> (random >> 58) % 60) + 1;
        uint64_t begin = i % 3 ? 0 : (random ^ random >> 9) >> 3 >> (random >> 50) % 60;
        struct paint_axis axis = {begin, begin + length, 1 + (int)((random >> 40) % 900)};
        if (!well_laid(&axis, (int)(random >> 20) % 5))
            ck_abort_msg("from %llu to %llu in %d columns", (unsigned long long)axis.begin,
                         (unsigned long long)axis.end, axis.columns);
    }
}
END_TEST

START_TEST(even_columns_put_ticks_at_even_distances)
{
    feed();
    ck_assert_int_eq(paint_even_columns(0, 6 * FAKE_S, 57), 54);
    ck_assert_int_eq(paint_even_columns(0, 6 * FAKE_S, 54), 54);
    ck_assert_int_eq(paint_even_columns(0, 6 * FAKE_S + 1, 57), 57);
    ck_assert_int_eq(paint_even_columns(0, 0, 57), 57);
}
END_TEST

START_TEST(the_rule_has_a_tick_over_each_label)
{
    struct paint_axis axis = {0, 2 * FAKE_S, 20};
    char out[200];
    feed();
    paint_rule(&axis, true, out, sizeof out);
    ck_assert_str_eq(out, "+---------+---------+");
    paint_rule(&axis, false, out, sizeof out);
    ck_assert_str_eq(out, "┬─────────┬─────────┬");
}
END_TEST

/* ---- Words --------------------------------------------------------------------------- */

static const char *fit(const char *text, int columns, bool ascii)
{
    static char out[200];
    int used = words_fit(out, sizeof out, text, strlen(text), columns, ascii);
    ck_assert_int_le(used, columns);
    ck_assert_int_eq(used, words_width(out, strlen(out), ascii));
    return out;
}

START_TEST(nothing_raw_comes_through)
{
    feed();
    ck_assert_str_eq(fit("a\033[31mb", 40, false), "a\\x1b[31mb");
    ck_assert_str_eq(fit("tab\there\n", 40, false), "tab\\there\\n");
    ck_assert_str_eq(fit("\xff\xc0\xaf", 40, false), "\\xff\\xc0\\xaf");
    ck_assert_str_eq(fit("\xed\xa0\x80", 40, false), "\\xed\\xa0\\x80");
    ck_assert_str_eq(fit("a\xe2\x80\xae" "b", 40, false), "a\\u202eb");
    ck_assert_str_eq(fit("\xc2\x9b" "31m", 40, false), "\\u009b31m");
    ck_assert_str_eq(fit("cut \xe2\x82", 40, false), "cut \\xe2\\x82");
}
END_TEST

START_TEST(what_is_too_wide_is_cut_by_columns)
{
    feed();
    ck_assert_str_eq(fit("Task1", 5, false), "Task1");
    ck_assert_str_eq(fit("Task12", 5, false), "Task…");
    ck_assert_str_eq(fit("Task12", 5, true), "Task~");
    ck_assert_str_eq(fit("日本語", 6, false), "日本語");
    ck_assert_str_eq(fit("日本語", 5, false), "日本…");
    ck_assert_str_eq(fit("日本語", 4, false), "日…");
    ck_assert_str_eq(fit("日本語", 6, true), "??????");
    ck_assert_str_eq(fit("é", 1, false), "é");
    ck_assert_str_eq(fit("e\xcc\x81", 1, false), "e\xcc\x81");
    ck_assert_str_eq(fit("abc", 1, false), "…");
    ck_assert_str_eq(fit("abc", 0, false), "");
    ck_assert_str_eq(fit("", 0, false), "");
}
END_TEST

START_TEST(a_small_buffer_is_never_overrun)
{
    char out[8];
    feed();
    int used = words_fit(out, sizeof out, "0123456789", 10, 100, false);
    ck_assert_str_eq(out, "0123…");
    ck_assert_int_eq(used, 5);
}
END_TEST

static void lasts(uint64_t ns, const char *want)
{
    char out[WORDS_DURATION];
    ck_assert_str_eq(words_duration(out, ns), want);
}

START_TEST(durations_are_short_and_have_a_unit)
{
    feed();
    lasts(0, "0 s");
    lasts(17, "17 ns");
    lasts(1500, "1.5 us");
    lasts(999999, "1 ms");
    lasts(150 * FAKE_MS, "150 ms");
    lasts(999600000, "1.0 s");
    lasts(6 * FAKE_S, "6.0 s");
    lasts(59 * FAKE_S + 400 * FAKE_MS, "59.4 s");
    lasts(59 * FAKE_S + 999 * FAKE_MS, "1 min 0 s");
    lasts(125 * FAKE_S, "2 min 5 s");
    lasts(UINT64_C(12000) * FAKE_S, "3 h 20 min");
    lasts(UINT64_MAX, "5124095 h 34 min");
}
END_TEST

START_TEST(seconds_are_cut_not_rounded)
{
    char out[WORDS_DURATION];
    feed();
    ck_assert_str_eq(words_seconds(out, 2 * FAKE_S, 3), "2.000 s");
    ck_assert_str_eq(words_seconds(out, 2 * FAKE_S - 1, 3), "1.999 s");
    ck_assert_str_eq(words_seconds(out, 50 * FAKE_MS, 2), "0.05 s");
    ck_assert_str_eq(words_seconds(out, 50 * FAKE_MS, 0), "0 s");
    ck_assert_str_eq(words_seconds(out, UINT64_MAX, 9), "18446744073.709551615 s");
}
END_TEST

START_TEST(counts_have_commas)
{
    char out[WORDS_DURATION];
    feed();
    ck_assert_str_eq(words_count(out, 0), "0");
    ck_assert_str_eq(words_count(out, 999), "999");
    ck_assert_str_eq(words_count(out, 9990), "9,990");
    ck_assert_str_eq(words_count(out, UINT64_MAX), "18,446,744,073,709,551,615");
}
END_TEST

static void add_tests(TCase *tcase)
{
    static const TTest *const *const tests[] = {
        &a_step_without_length_is_seen, &a_sleeper_is_ready_once_its_alarm_is_past,
        &a_mark_stands_in_the_column_after_the_end,
        &what_lasts_no_time_is_a_step_and_a_mark,
        &the_steps_around_a_block_are_part_of_it, &a_short_block_is_never_hidden,
        &what_lasts_is_drawn_up_to_now, &a_detail_is_painted_like_the_whole,
        &ten_thousand_spans_are_summed_not_sampled, &states_differ_by_glyph_alone,
        &columns_and_times_are_each_others_inverse,
        &ticks_are_round_and_the_last_has_the_unit,
        &labels_never_touch_whatever_the_axis, &even_columns_put_ticks_at_even_distances,
        &the_rule_has_a_tick_over_each_label, &nothing_raw_comes_through,
        &what_is_too_wide_is_cut_by_columns, &a_small_buffer_is_never_overrun,
        &durations_are_short_and_have_a_unit, &seconds_are_cut_not_rounded,
        &counts_have_commas,
    };
    for (size_t i = 0; i < sizeof tests / sizeof *tests; i++)
        tcase_add_test(tcase, *tests[i]);
}

int main(void)
{
    setlocale(LC_ALL, "C.UTF-8");
    Suite *suite = suite_create("paint");
    TCase *tcase = tcase_create("paint");
    tcase_add_checked_fixture(tcase, begin, finish);
    add_tests(tcase);
    suite_add_tcase(suite, tcase);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
