/* SPDX-License-Identifier: MIT */
/* The text timeline: golden pages, and what must hold on every page. */
#define _GNU_SOURCE
#include <check.h>
#include <locale.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fake_log.h"
#include "golden.h"
#include "text.h"
#include "words.h"

static struct fake_log tape;

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
}

/* ---- Pages --------------------------------------------------------------------------- */

static struct model *model_of(const struct recording *log)
{
    struct model *model = malloc(sizeof *model);
    ck_assert_ptr_nonnull(model);
    model_init(model, &log->header);
    model_feed(model, log->records, log->count);
    return model;
}

/* One log or two as a page, which the caller frees. */
static char *page_of(const struct recording *logs, int n, struct text_options options,
                     size_t *length)
{
    static const char *const labels[] = {"One after another", "Waiting together"};
    struct side sides[2];
    struct model *models[2];
    char *page = NULL;
    FILE *out = open_memstream(&page, length);
    for (int i = 0; i < n; i++) {
        models[i] = model_of(&logs[i]);
        sides[i] = (struct side){n > 1 ? labels[i] : NULL, models[i]};
    }
    text_render(out, sides, n, &options);
    fclose(out);
    for (int i = 0; i < n; i++) {
        model_done(models[i]);
        free(models[i]);
    }
    return page;
}

static char *tape_page(struct text_options options)
{
    size_t length;
    return page_of(&tape.recording, 1, options, &length);
}

static void tape_is(const char *golden)
{
    size_t length;
    struct text_options options = {.width = 80};
    char *page = page_of(&tape.recording, 1, options, &length);
    golden_check(golden, page, length);
    free(page);
}

static void tape_says(const char *words)
{
    char *page = tape_page((struct text_options){.width = 200});
    bool there = strstr(page, words);
    if (!there)
        fputs(page, stdout), fflush(stdout);
    free(page);
    ck_assert_msg(there, "not there: %s", words);
}

static void race_is(const char *golden, struct text_options options)
{
    struct recording logs[2];
    size_t length;
    fake_race(&logs[0], &logs[1]);
    char *page = page_of(logs, 2, options, &length);
    golden_check(golden, page, length);
    free(page);
    recording_done(&logs[0]);
    recording_done(&logs[1]);
}

static void wait_for_all(uint32_t first, uint64_t count)
{
    fake_record(&tape, LOG_STEP_END, 1, first, LOG_WAIT_GATHER, count);
}

static void end_main(void)
{
    fake_ready(&tape, 1, 0, LOG_WAIT_GATHER);
    fake_step(&tape, 1);
    fake_finished(&tape, 1, LOG_RETURNED, 0, 0);
    fake_end(&tape);
}

/* Tasks 2 .. n + 1 that sleep `ms` each, all together. */
static void sleepers(uint32_t n, uint64_t ms)
{
    char name[32];
    for (uint32_t id = 2; id < n + 2; id++) {
        snprintf(name, sizeof name, "Task%u", id - 1);
        fake_created(&tape, id, 1, name);
    }
    wait_for_all(2, n);
    for (uint32_t id = 2; id < n + 2; id++) {
        fake_step(&tape, id);
        fake_sleep(&tape, id, ms * FAKE_MS);
    }
    tape.now = ms * FAKE_MS;
}

static void wake(uint32_t id, enum log_outcome outcome, int64_t code, uint32_t text)
{
    fake_ready(&tape, id, 0, LOG_WAIT_SLEEP);
    fake_step(&tape, id);
    fake_finished(&tape, id, outcome, code, text);
}

/* ---- Golden pages ---------------------------------------------------------------------- */

START_TEST(a_race_on_one_axis)
{
    race_is("text-race", (struct text_options){.width = 80});
}
END_TEST

START_TEST(a_race_in_ascii)
{
    race_is("text-race-ascii", (struct text_options){.width = 80, .ascii = true});
}
END_TEST

START_TEST(a_race_in_colour)
{
    race_is("text-race-color", (struct text_options){.width = 80, .color = true});
}
END_TEST

START_TEST(a_race_where_there_is_little_room)
{
    race_is("text-race-40", (struct text_options){.width = 40});
}
END_TEST

START_TEST(ten_thousand_sleepers_fit_a_page)
{
    sleepers(10000, 1000);
    for (uint32_t id = 2; id < 10002; id++)
        wake(id, LOG_RETURNED, 0, 0);
    end_main();
    tape_is("text-thousands");
}
END_TEST

START_TEST(every_state_has_its_glyph)
{
    static const char *const names[] = {"ticker", "photo", "late", "broken", "asked to stop"};
    for (uint32_t i = 0; i < 5; i++)
        fake_created(&tape, 2 + i, 1, names[i]);
    wait_for_all(2, 5);
    fake_step(&tape, 2);
    fake_sleep(&tape, 2, 200 * FAKE_MS);
    fake_step(&tape, 5);
    fake_sleep(&tape, 5, 300 * FAKE_MS);
    fake_step(&tape, 6);
    fake_record(&tape, LOG_STEP_END, 6, 5, LOG_WAIT_TASK, 0);
    fake_step(&tape, 3);
    fake_record(&tape, LOG_BLOCK_BEGIN, 3, 0, 0, 400 * FAKE_MS);
    tape.now = 400 * FAKE_MS;
    fake_ready(&tape, 2, 0, LOG_WAIT_SLEEP);
    fake_record(&tape, LOG_BLOCK_END, 3, 0, 0, 0);
    tape.now = 500 * FAKE_MS;
    fake_finished(&tape, 3, LOG_RETURNED, 0, 0);
    fake_step(&tape, 4);
    fake_finished(&tape, 4, LOG_RETURNED, 0, 0);
    wake(5, LOG_FAILED, 22, fake_name(&tape, "Oops!"));
    wake(6, LOG_CANCELLED, 0, 0);
    fake_step(&tape, 2);
    fake_sleep(&tape, 2, 700 * FAKE_MS);
    tape.now = 700 * FAKE_MS;
    wake(2, LOG_RETURNED, 0, 0);
    end_main();
    tape_is("text-states");
}
END_TEST

START_TEST(a_deadlock_is_told)
{
    fake_created(&tape, 2, 1, "egg");
    fake_record(&tape, LOG_STEP_END, 1, 2, LOG_WAIT_TASK, 0);
    fake_step(&tape, 2);
    fake_print(&tape, 2, "waiting for the hen\n");
    fake_record(&tape, LOG_STEP_END, 2, 1, LOG_WAIT_TASK, 0);
    tape.now = FAKE_S;
    uint32_t text = fake_name(&tape, "main waits for egg, egg waits for main: nobody is left "
                              "who could wake them, and no alarm is set");
    fake_record(&tape, LOG_WARNING, 1, text, LOG_WARN_DEADLOCK, 0);
    tape.recording.header.flags |= LOG_UNFINISHED;
    tape_is("text-deadlock");
}
END_TEST

START_TEST(a_run_in_no_time_has_no_axis)
{
    sleepers(3, 0);
    for (uint32_t id = 2; id < 5; id++)
        wake(id, LOG_RETURNED, 0, 0);
    end_main();
    tape_is("text-no-time");
}
END_TEST

/* ---- Sentences --------------------------------------------------------------------------- */

START_TEST(a_log_that_stops_says_who_had_the_thread)
{
    tape.now = 1250 * FAKE_MS + 900000;
    fake_record(&tape, LOG_PASS_BEGIN, 0, 0, 0, 0);
    tape_says("The log stops at 1.25 s, before the run ended: main had the thread.");
}
END_TEST

START_TEST(a_log_without_a_run_says_so)
{
    fake_log_done(&tape);
    fake_log_init(&tape, 0);
    tape_says("This log holds no run.");
}
END_TEST

START_TEST(failures_beyond_ten_are_counted)
{
    sleepers(30, 1000);
    for (uint32_t id = 2; id < 32; id++)
        wake(id, LOG_FAILED, 5, 0);
    end_main();
    tape_says("Task10 failed at 1.0 s with code 5.");
    tape_says("… and 20 more failed.");
    tape_says("… and 20 more like these, asleep from 0 s to 1.0 s: all failed");
}
END_TEST

START_TEST(lanes_that_differ_are_not_said_to_be_alike)
{
    sleepers(30, 1000);
    for (uint32_t id = 2; id < 31; id++)
        wake(id, LOG_RETURNED, 0, 0);
    tape.now = 2 * FAKE_S;
    wake(31, LOG_CANCELLED, 0, 0);
    end_main();
    tape_says("… and 20 more, from 0 s to 2.0 s: 19 done, 1 cancelled");
}
END_TEST

START_TEST(warnings_name_task_and_place)
{
    uint32_t text = fake_name(&tape, "nobody awaited \"download\"");
    fake_record(&tape, LOG_WARNING, 1, text, LOG_WARN_NEVER_AWAITED, 0);
    tape.recording.records[tape.recording.count - 1].place = fake_name(&tape, "lesson.c:12");
    tape_says("Warning at 0 s, main, lesson.c:12: nobody awaited \"download\"");
}
END_TEST

START_TEST(a_warning_without_text_has_words_of_its_own)
{
    fake_record(&tape, LOG_WARNING, 0, 0, LOG_WARN_SWALLOWED, 0);
    fake_record(&tape, LOG_WARNING, 0, 0, 60000, 0);
    tape_says("Warning at 0 s: a cancellation was swallowed");
    tape_says("Warning at 0 s: something is wrong");
}
END_TEST

START_TEST(what_was_passed_over_is_counted)
{
    fake_step(&tape, 50);
    fake_step(&tape, 51);
    tape_says("2 records passed over as contradictory or unknown. The first contradiction "
              "is in record ");
    tape_says(": a task that was never created did something.");
}
END_TEST

START_TEST(a_program_that_waited_for_its_reader_is_told_so)
{
    fake_finished(&tape, 1, LOG_RETURNED, 0, 0);
    fake_end(&tape);
    tape.recording.header.clock = LOG_CLOCK_REAL;
    tape.recording.header.stalls = 3;
    tape_says("The program waited 3 times until its events were taken");
}
END_TEST

START_TEST(output_beyond_twenty_lines_is_counted)
{
    fake_print(&tape, 1, "1\n2\n3\n");
    for (int i = 0; i < 30; i++)
        fake_print(&tape, 1, "a line\n");
    tape_says("… and 13 more lines");
}
END_TEST

START_TEST(output_is_split_into_its_lines)
{
    fake_print(&tape, 1, "one\n\nthree, unfinished");
    fake_print(&tape, 0, "by the loop\n");
    tape.now = FAKE_S;
    fake_finished(&tape, 1, LOG_RETURNED, 0, 0);
    tape_says("\n  0.00 s  main  one\n  0.00 s  main\n  0.00 s  main  three, unfinished\n"
              "  0.00 s        by the loop\n");
}
END_TEST

START_TEST(what_was_printed_in_a_short_run_is_not_told_too_late)
{
    tape.now = 1239 * FAKE_MS / 1000;
    fake_print(&tape, 1, "soon\n");
    tape.now = 5 * FAKE_MS;
    fake_finished(&tape, 1, LOG_RETURNED, 0, 0);
    tape_says("1.23 ms  main  soon");
}
END_TEST

START_TEST(a_main_that_works_itself_is_shown)
{
    fake_sleep(&tape, 1, FAKE_S);
    fake_created(&tape, 2, 1, "other");
    tape.now = FAKE_S;
    fake_ready(&tape, 1, 0, LOG_WAIT_SLEEP);
    fake_step(&tape, 1);
    fake_finished(&tape, 1, LOG_RETURNED, 0, 0);
    fake_end(&tape);
    tape_says("\n  main    ▌░");
}
END_TEST

START_TEST(what_is_folded_is_compared_with_the_last_one_drawn)
{
    sleepers(30, 1000);
    wake(2, LOG_CANCELLED, 0, 0);
    for (uint32_t id = 3; id < 32; id++)
        wake(id, LOG_RETURNED, 0, 0);
    end_main();
    tape_says("… and 20 more like Task10, asleep from 0 s to 1.0 s: all done");
}
END_TEST

START_TEST(tasks_that_never_end_are_not_said_to_be_done)
{
    sleepers(30, 1000);
    fake_record(&tape, LOG_PASS_BEGIN, 0, 0, 0, 0);
    tape_says("… and 21 more like Task9, asleep from 0 s to 1.0 s: none done");
}
END_TEST

/* ---- What holds on every page -------------------------------------------------------------- */

static bool line_is_clean(const char *line, size_t length, int width, bool ascii)
{
    for (size_t i = 0; i < length; i++) {
        unsigned char byte = (unsigned char)line[i];
        if (byte < 0x20 || byte == 0x7f || (ascii && byte >= 0x7f))
            return false;
    }
    return words_width(line, length, false) <= width &&
           (!length || line[length - 1] != ' ') && line[length] == '\n';
}

static void is_well_formed(const char *page, int width, bool ascii)
{
    for (const char *line = page; *line;) {
        size_t length = strcspn(line, "\n");
        if (!line_is_clean(line, length, width, ascii))
            ck_abort_msg("not fit for %d columns: %.*s", width, (int)length, line);
        line += length + 1;
    }
}

START_TEST(no_line_is_wider_than_the_page)
{
    static const char *const names[] = {
        "a name so long that no column of names could ever hold it in full",
        "日本語の名前", "\033[2J\033]0;title\007", "e\xcc\x81t\xc3\xa9", "\xff\xfe", "",
    };
    for (uint32_t i = 0; i < 6; i++) {
        fake_created(&tape, 2 + i, 1, names[i]);
        fake_print(&tape, 2 + i, names[i]);
        fake_print(&tape, 2 + i, "\r\t\v over and over and over and over and over again\n");
        fake_record(&tape, LOG_WARNING, 2 + i, fake_name(&tape, names[i]), 0, 0);
    }
    tape.now = 1234567890123;
    for (uint32_t i = 0; i < 6; i++)
        fake_record(&tape, LOG_DONE, 2 + i, fake_name(&tape, names[i]), LOG_FAILED, -1);
    for (int width = 20; width <= 240; width += width < 100 ? 1 : 20)
        for (int ascii = 0; ascii < 2; ascii++) {
            char *page = tape_page((struct text_options){.width = width, .ascii = ascii});
            is_well_formed(page, width, ascii);
            free(page);
        }
}
END_TEST

START_TEST(a_silly_width_is_put_right)
{
    static const struct {
        int asked, given;
    } widths[] = {{0, 80}, {-5, 80}, {1, 20}, {1 << 30, 1000}};
    for (size_t i = 0; i < sizeof widths / sizeof *widths; i++) {
        char *page = tape_page((struct text_options){.width = widths[i].asked});
        is_well_formed(page, widths[i].given, false);
        free(page);
    }
}
END_TEST

static void add_tests(TCase *tcase)
{
    static const TTest *const *const tests[] = {
        &a_race_on_one_axis, &a_race_in_ascii, &a_race_in_colour,
        &a_race_where_there_is_little_room, &ten_thousand_sleepers_fit_a_page,
        &every_state_has_its_glyph, &a_deadlock_is_told, &a_run_in_no_time_has_no_axis,
        &a_log_that_stops_says_who_had_the_thread, &a_log_without_a_run_says_so,
        &failures_beyond_ten_are_counted, &lanes_that_differ_are_not_said_to_be_alike,
        &warnings_name_task_and_place, &a_warning_without_text_has_words_of_its_own,
        &what_was_passed_over_is_counted,
        &a_program_that_waited_for_its_reader_is_told_so, &output_beyond_twenty_lines_is_counted,
        &output_is_split_into_its_lines,
        &what_was_printed_in_a_short_run_is_not_told_too_late, &a_main_that_works_itself_is_shown,
        &what_is_folded_is_compared_with_the_last_one_drawn,
        &tasks_that_never_end_are_not_said_to_be_done,
        &no_line_is_wider_than_the_page, &a_silly_width_is_put_right,
    };
    for (size_t i = 0; i < sizeof tests / sizeof *tests; i++)
        tcase_add_test(tcase, *tests[i]);
}

int main(void)
{
    setlocale(LC_ALL, "C.UTF-8");
    Suite *suite = suite_create("text");
    TCase *tcase = tcase_create("text");
    tcase_add_checked_fixture(tcase, begin, finish);
    tcase_set_timeout(tcase, 60);
    add_tests(tcase);
    suite_add_tcase(suite, tcase);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
