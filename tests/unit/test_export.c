/* SPDX-License-Identifier: MIT */
/* The renderers of whole runs: pictures, traces and stories. */
#define _GNU_SOURCE
#include <check.h>
#include <locale.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fake_log.h"
#include "golden.h"
#include "perfetto.h"
#include "svg.h"
#include "tale.h"
#include "words.h"

enum form { SVG, TRACE, STORY };
enum { MANY = 100000 };        /* events; tests/bench/screen.c takes a million */

static struct fake_log tape;
static char *page;
static size_t length;

static void begin(void)
{
    fake_log_init(&tape, 0);
    fake_begin(&tape, "lesson");
    fake_created(&tape, 1, 0, "main");
    fake_step(&tape, 1);
}

static void finish(void)
{
    fake_log_done(&tape);
    free(page);
    page = NULL;
}

static void render(const struct recording *logs, int n, enum form form, const char *title)
{
    static const char *const labels[] = {"One after another", "Waiting together"};
    struct text_options how = {.width = 80};
    struct model models[2];
    struct side sides[2];
    for (int i = 0; i < n; i++) {
        model_init(&models[i], &logs[i].header);
        model_feed(&models[i], logs[i].records, logs[i].count);
        sides[i] = (struct side){n > 1 ? labels[i] : NULL, &models[i]};
    }
    free(page);
    FILE *out = open_memstream(&page, &length);
    if (form == SVG)
        svg_render(out, sides, n, title);
    else if (form == TRACE)
        perfetto_render(out, sides, n);
    else
        tale_render(out, sides, logs, n, &how);
    fclose(out);
    for (int i = 0; i < n; i++)
        model_done(&models[i]);
}

static void race_is(const char *golden, enum form form)
{
    struct recording logs[2];
    fake_race(&logs[0], &logs[1]);
    render(logs, 2, form, "synchronous or asynchronous?");
    golden_check(golden, page, length);
    recording_done(&logs[0]);
    recording_done(&logs[1]);
}

static void tape_as(enum form form)
{
    render(&tape.recording, 1, form, NULL);
}

static void says(const char *words)
{
    if (!strstr(page, words))
        puts(page), fflush(stdout);
    ck_assert_msg(strstr(page, words) != NULL, "not there: %s", words);
}

static void says_not(const char *words)
{
    ck_assert_msg(!strstr(page, words), "there, and should not be: %s", words);
}

static int count_of(const char *words)
{
    int n = 0;
    for (const char *at = page; (at = strstr(at, words)); at++)
        n++;
    return n;
}

static void gather(uint64_t n)
{
    fake_record(&tape, LOG_STEP_END, 1, 2, LOG_WAIT_GATHER, n);
}

static void end_main(void)
{
    fake_ready(&tape, 1, 0, LOG_WAIT_GATHER);
    fake_step(&tape, 1);
    fake_finished(&tape, 1, LOG_RETURNED, 0, 0);
    fake_end(&tape);
}

/* ---- The race as everything ----------------------------------------------------------- */

START_TEST(the_race_as_a_picture)
{
    race_is("svg-race", SVG);
}
END_TEST

START_TEST(the_race_as_a_trace)
{
    race_is("trace-race", TRACE);
}
END_TEST

START_TEST(the_race_as_a_story)
{
    race_is("story-race", STORY);
}
END_TEST

/* ---- What a log may hold ---------------------------------------------------------------- */

static void hostile(void)
{
    fake_created(&tape, 2, 1, "<script>\"&'\x01\xff\xe2\x80\xae");
    gather(1);
    fake_step(&tape, 2);
    fake_print(&tape, 2, "</text>\"\\ \x1b[2J");
    tape.now = FAKE_S;
    fake_finished(&tape, 2, LOG_FAILED, 5, fake_name(&tape, "</title><x>"));
    end_main();
}

START_TEST(names_cannot_break_out_of_a_picture)
{
    hostile();
    tape_as(SVG);
    says("&lt;script&gt;&quot;&amp;'\\x01\\xff…");
    says_not("<script>");
    says_not("<x>");
}
END_TEST

START_TEST(names_cannot_break_out_of_a_trace)
{
    hostile();
    tape_as(TRACE);
    says("\"name\":\"<script>\\\"&'\\u0001\\ufffd");
    says("\"failure\":\"</title><x>\"");
    says_not("\x1b");
}
END_TEST

START_TEST(names_cannot_break_out_of_a_story)
{
    hostile();
    tape_as(STORY);
    says("prints “</text>\"\\ \\x1b[2J”");
    says_not("\x1b");
    says_not("\xff");
}
END_TEST

/* ---- Pictures ----------------------------------------------------------------------------- */

/* A lock that is handed from task to task: n of them, one after the other. */
static void hand_over(uint32_t n)
{
    uint32_t door = fake_name(&tape, "door");
    for (uint32_t task = 2; task < n + 2; task++)
        fake_created(&tape, task, 1, "guest");
    gather(n);
    for (uint32_t task = 2; task < n + 2; task++) {
        fake_step(&tape, task);
        fake_record(&tape, LOG_STEP_END, task, 0, LOG_WAIT_LOCK, door);
    }
    fake_ready(&tape, 2, 0, LOG_WAIT_LOCK);
    for (uint32_t task = 2; task < n + 2; task++) {
        tape.now += FAKE_S;
        fake_step(&tape, task);
        if (task < n + 1)
            fake_ready(&tape, task + 1, task, LOG_WAIT_LOCK);
        fake_finished(&tape, task, LOG_RETURNED, 0, 0);
    }
    end_main();
}

START_TEST(arrows_show_who_woke_whom)
{
    hand_over(5);
    tape_as(SVG);
    ck_assert_int_eq(count_of("class=\"wake\""), 4);
}
END_TEST

START_TEST(arrows_that_nobody_could_read_are_left_out)
{
    uint32_t door = fake_name(&tape, "door");
    fake_created(&tape, 2, 1, "guest");
    for (int i = 0; i < 30; i++) {
        fake_record(&tape, LOG_STEP_END, 1, 0, LOG_WAIT_LOCK, door);
        tape.now += FAKE_MS;
        fake_step(&tape, 2);
        fake_ready(&tape, 1, 2, LOG_WAIT_LOCK);
        tape.now += FAKE_MS;
        fake_record(&tape, LOG_STEP_END, 2, 0, LOG_WAIT_LOCK, door);
        fake_step(&tape, 1);
        fake_ready(&tape, 2, 1, LOG_WAIT_LOCK);
    }
    tape_as(SVG);
    ck_assert_int_eq(count_of("class=\"wake\""), 0);
}
END_TEST

START_TEST(a_picture_tells_what_a_bar_means)
{
    hand_over(2);
    tape_as(SVG);
    says("<title>guest wants the lock door, from 0 s to 1.0 s</title>");
}
END_TEST

START_TEST(every_outcome_has_its_mark_in_the_picture)
{
    for (uint32_t task = 2; task < 5; task++)
        fake_created(&tape, task, 1, "task");
    gather(3);
    for (uint32_t task = 2; task < 5; task++) {
        fake_step(&tape, task);
        tape.now += FAKE_S;
        fake_finished(&tape, task, (enum log_outcome)(task - 2), 0, 0);
    }
    end_main();
    tape_as(SVG);
    says("s-done\"><title>done");
    says("s-failed\"><title>failed");
    says("s-cancelled\"><title>cancelled");
}
END_TEST

static void sleepers(uint32_t n)
{
    for (uint32_t task = 2; task < n + 2; task++)
        fake_created(&tape, task, 1, "sleeper");
    gather(n);
    for (uint32_t task = 2; task < n + 2; task++) {
        fake_step(&tape, task);
        fake_sleep(&tape, task, FAKE_S);
    }
    tape.now = FAKE_S;
    for (uint32_t task = 2; task < n + 2; task++)
        fake_ready(&tape, task, 0, LOG_WAIT_SLEEP);
    for (uint32_t task = 2; task < n + 2; task++) {
        fake_step(&tape, task);
        fake_finished(&tape, task, LOG_RETURNED, 0, 0);
    }
    end_main();
}

START_TEST(ten_thousand_lanes_fit_a_picture)
{
    sleepers(10000);
    tape_as(SVG);
    says("… and 9,990 more, from 0 s to 1.0 s: all done");
    ck_assert_uint_lt(length, 30000);
}
END_TEST

START_TEST(a_picture_of_many_spans_stays_small)
{
    for (int i = 0; i < MANY / 4; i++) {
        fake_sleep(&tape, 1, tape.now + FAKE_MS);
        tape.now += FAKE_MS;
        fake_ready(&tape, 1, 0, LOG_WAIT_SLEEP);
        fake_step(&tape, 1);
    }
    tape_as(SVG);
    ck_assert_uint_lt(length, 300000);
}
END_TEST

/* ---- Stories ------------------------------------------------------------------------------- */

START_TEST(ten_thousand_alike_are_one_sentence)
{
    sleepers(10000);
    tape_as(STORY);
    says("creates 10,000 tasks called sleeper");
    says("9,999 tasks called sleeper do the same.");
    says("The alarms of 10,000 tasks called sleeper ring.");
    says("The thread is free for 1.0 s.");
    ck_assert_uint_lt(length, 1000);
}
END_TEST

START_TEST(what_repeats_is_told_once_and_counted)
{
    for (int i = 0; i < MANY / 4; i++) {
        fake_sleep(&tape, 1, tape.now + FAKE_MS);
        tape.now += FAKE_MS;
        fake_ready(&tape, 1, 0, LOG_WAIT_SLEEP);
        fake_step(&tape, 1);
    }
    tape_as(STORY);
    says("The same again, ");
    ck_assert_uint_lt(length, 20000);
}
END_TEST

START_TEST(thousands_of_turns_at_one_moment_stay_a_page)
{
    fake_created(&tape, 2, 1, "ping");
    fake_created(&tape, 3, 1, "pong");
    gather(2);
    for (uint32_t i = 0; i < MANY / 3; i++) {
        uint32_t task = 2 + i % 2;
        fake_step(&tape, task);
        if (i % 3 == 0)
            fake_print(&tape, task, "here");
        fake_record(&tape, LOG_STEP_END, task, 0, LOG_WAIT_YIELD, 0);
    }
    tape_as(STORY);
    says("more things happen at this moment.");
    ck_assert_uint_lt(length, 5000);
}
END_TEST

START_TEST(a_story_without_repetition_ends_in_a_count)
{
    for (uint32_t i = 0; i < 3000; i++) {
        char line[32];
        fake_sleep(&tape, 1, tape.now + FAKE_MS);
        tape.now += FAKE_MS;
        fake_ready(&tape, 1, 0, LOG_WAIT_SLEEP);
        fake_step(&tape, 1);
        for (uint32_t j = i, at = 0; at < 12; j = j / 2, at++)
            line[at] = (char)('a' + j % 2), line[at + 1] = '\0';
        fake_print(&tape, 1, line);
    }
    tape_as(STORY);
    says("more things happen, too many to be told.");
    ck_assert_uint_lt(length, 60000);
}
END_TEST

START_TEST(a_failure_is_told_with_its_text)
{
    hostile();
    tape_as(STORY);
    says("fails: </title><x>");
}
END_TEST

START_TEST(a_record_that_contradicts_is_not_told)
{
    fake_step(&tape, 77);
    fake_print(&tape, 1, "still here");
    tape_as(STORY);
    says("prints “still here”");
    says("contradict");
}
END_TEST

START_TEST(moments_have_the_decimals_that_they_need)
{
    static const struct {
        uint64_t ns;
        const char *words;
    } moments[] = {
        {0, "0 s"}, {250 * FAKE_MS, "250 ms"}, {FAKE_S, "1.0 s"},
        {1250 * FAKE_MS, "1.25 s"}, {59 * FAKE_S, "59.0 s"}, {61 * FAKE_S, "1 min 1 s"},
    };
    for (size_t i = 0; i < sizeof moments / sizeof *moments; i++) {
        char words[WORDS_DURATION];
        ck_assert_str_eq(words_moment(words, moments[i].ns), moments[i].words);
    }
}
END_TEST

START_TEST(a_moment_is_cut_as_clocks_are_read)
{
    static const struct {
        uint64_t ns;
        const char *words, *clock;
    } moments[] = {
        {1500 * FAKE_MS + 900000, "1.5 s", "1.500 s"},
        {2 * FAKE_S - 1, "1.999 s", "1.999 s"},
        {FAKE_S - 1, "999 ms", "0.999 s"},
        {FAKE_MS - 1, "999 us", "0.000 s"},
        {12349, "12.3 us", "0.000 s"},
        {60 * FAKE_S - 1, "59.999 s", "59.999 s"},
        {125 * FAKE_S - 1, "2 min 4 s", "124.999 s"},
    };
    for (size_t i = 0; i < sizeof moments / sizeof *moments; i++) {
        char words[WORDS_DURATION];
        ck_assert_str_eq(words_moment(words, moments[i].ns), moments[i].words);
        ck_assert_str_eq(words_seconds(words, moments[i].ns, 3), moments[i].clock);
    }
}
END_TEST

/* ---- Traces ---------------------------------------------------------------------------------- */

START_TEST(arrows_of_a_trace_have_two_ends)
{
    hand_over(5);
    tape_as(TRACE);
    ck_assert_int_eq(count_of("\"ph\":\"s\",\"name\":\"wakes\""), 4);
    ck_assert_int_eq(count_of("\"ph\":\"f\",\"name\":\"wakes\""), 4);
    ck_assert_int_eq(count_of("\"bp\":\"e\""), count_of("\"ph\":\"f\""));
}
END_TEST

START_TEST(the_ready_queue_is_a_counter)
{
    fake_created(&tape, 2, 1, "other");
    tape.now = FAKE_S;
    gather(1);
    fake_step(&tape, 2);
    tape.now = 2 * FAKE_S;
    tape_as(TRACE);
    says("\"ts\":0,\"args\":{\"tasks\":1}");
    says("\"ts\":1000000,\"args\":{\"tasks\":0}");
}
END_TEST

int main(void)
{
    static const TTest *const *const tests[] = {
        &the_race_as_a_picture, &the_race_as_a_trace, &the_race_as_a_story,
        &names_cannot_break_out_of_a_picture, &names_cannot_break_out_of_a_trace,
        &names_cannot_break_out_of_a_story, &arrows_show_who_woke_whom,
        &arrows_that_nobody_could_read_are_left_out,
        &a_picture_tells_what_a_bar_means,
        &every_outcome_has_its_mark_in_the_picture,
        &ten_thousand_lanes_fit_a_picture,
        &a_picture_of_many_spans_stays_small,
        &ten_thousand_alike_are_one_sentence,
        &what_repeats_is_told_once_and_counted,
        &thousands_of_turns_at_one_moment_stay_a_page,
        &a_story_without_repetition_ends_in_a_count,
        &a_failure_is_told_with_its_text, &a_record_that_contradicts_is_not_told,
        &arrows_of_a_trace_have_two_ends, &the_ready_queue_is_a_counter,
        &moments_have_the_decimals_that_they_need,
        &a_moment_is_cut_as_clocks_are_read,
    };
    setlocale(LC_ALL, "C.UTF-8");
    Suite *suite = suite_create("export");
    TCase *tcase = tcase_create("export");
    tcase_add_checked_fixture(tcase, begin, finish);
    tcase_set_timeout(tcase, 60);
    for (size_t i = 0; i < sizeof tests / sizeof *tests; i++)
        tcase_add_test(tcase, *tests[i]);
    suite_add_tcase(suite, tcase);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
