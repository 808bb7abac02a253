/* SPDX-License-Identifier: MIT */
/* What each option of a lesson does. */
#define _POSIX_C_SOURCE 200809L
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fake_lesson.h"
#include "nearest.h"

static struct run_result result;

static void teardown(void)
{
    run_result_done(&result);
}

static void keep_output(char **kept)
{
    *kept = strdup(result.out);
    ck_assert_ptr_nonnull(*kept);
    run_result_done(&result);
}

static bool has_escapes(void)
{
    return strchr(result.out, '\033') != NULL;
}

static bool is_ascii(const char *text)
{
    for (; *text; text++)
        if ((unsigned char)*text >= 0x80)
            return false;
    return true;
}

/* The longest line, in characters of UTF-8. */
static int widest(const char *text)
{
    int most = 0, line = 0;

    for (; *text; text++) {
        if (*text == '\n')
            line = 0;
        else if (((unsigned char)*text & 0xc0) != 0x80)
            line++;
        if (line > most)
            most = line;
    }
    return most;
}

static void run_with(const char *const *set, int terminal, const char *const *argv)
{
    run_fake_lesson_with(&result, (struct run_options){
        .argv = argv, .set = set, .terminal = terminal });
    ck_assert_int_eq(result.status, 0);
}

START_TEST(help_lists_every_option_and_every_demo)
{
    static const char *const words[] = {
        "--list", "--demo NAME", "--output", "--text", "--live", "--speed X",
        "--stretch X", "--sync", "--clock CLOCK", "--record FILE", "--replay FILE",
        "--no-color", "--ascii", "--help", "--version", "two sleeps at once",
    };

    run_fake_lesson(&result, "--help", NULL);
    ck_assert_int_eq(result.status, 0);
    ck_assert_int_eq(strncmp(result.out, "Usage: 99-fake [OPTION]...\n", 27), 0);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        ck_assert_msg(strstr(result.out, words[i]) != NULL, "no %s", words[i]);
    ck_assert_int_le(widest(result.out), 80);
    ck_assert_str_eq(result.err, "");
}
END_TEST

START_TEST(a_demo_that_takes_words_gets_those_behind_the_dashes)
{
    run_fake_lesson(&result, "--demo", "echoes", "--output", "--", "one", "--two", NULL);
    ck_assert_str_eq(result.out, "2: one --two\n");
    ck_assert_int_eq(result.status, 0);
    run_result_done(&result);
    run_fake_lesson(&result, "--demo", "echoes", "--output", NULL);
    ck_assert_str_eq(result.out, "0:\n");
    run_result_done(&result);
    run_fake_lesson(&result, "--demo", "echoes", "--text", "--", "one", NULL);
    ck_assert_ptr_nonnull(strstr(result.out, "1: one\n"));
}
END_TEST

START_TEST(help_comes_before_what_contradicts_it)
{
    run_fake_lesson(&result, "--text", "--output", "--help", NULL);
    ck_assert_int_eq(result.status, 0);
    ck_assert_ptr_nonnull(strstr(result.out, "Usage"));
}
END_TEST

START_TEST(version_names_the_lesson_and_the_version)
{
    run_fake_lesson(&result, "--version", NULL);
    ck_assert_int_eq(result.status, 0);
    ck_assert_str_eq(result.out, "99-fake (Interleave) " INTERLEAVE_VERSION "\n");
}
END_TEST

START_TEST(list_names_each_demo_on_a_line)
{
    run_fake_lesson(&result, "--list", NULL);
    ck_assert_int_eq(result.status, 0);
    ck_assert_int_eq(strncmp(result.out, "two              two sleeps at once\n"
                             "alone            one side only\n", 65), 0);
}
END_TEST

START_TEST(text_is_the_default_in_a_pipe)
{
    char *text;

    run_fake_lesson(&result, "--text", NULL);
    keep_output(&text);
    run_fake_lesson(&result, NULL);
    ck_assert_int_eq(result.status, 0);
    ck_assert_str_eq(result.out, text);
    ck_assert_str_eq(result.err, "");
    free(text);
}
END_TEST

START_TEST(text_shows_both_ways)
{
    run_fake_lesson(&result, "--text", NULL);
    ck_assert_ptr_nonnull(strstr(result.out, "One after another"));
    ck_assert_ptr_nonnull(strstr(result.out, "Waiting together"));
}
END_TEST

START_TEST(text_with_sync_shows_one_way_alone)
{
    run_fake_lesson(&result, "--text", "--sync", NULL);
    ck_assert_int_eq(result.status, 0);
    ck_assert_ptr_nonnull(strstr(result.out, "One after another"));
    ck_assert_ptr_null(strstr(result.out, "Waiting together"));
}
END_TEST

START_TEST(a_demo_that_runs_alone_is_not_raced)
{
    run_fake_lesson(&result, "--demo", "alone", NULL);
    ck_assert_int_eq(result.status, 0);
    ck_assert_ptr_null(strstr(result.out, "One after another"));
    ck_assert_int_eq(strncmp(result.out, "one side only ", 14), 0);
}
END_TEST

START_TEST(the_later_of_two_values_counts)
{
    run_fake_lesson(&result, "--demo", "fails", "--demo=list", "--output", NULL);
    ck_assert_int_eq(result.status, 0);
    ck_assert_int_eq(result.out[0], '[');
}
END_TEST

START_TEST(ascii_needs_no_other_letters)
{
    run_fake_lesson(&result, "--text", NULL);
    ck_assert(!is_ascii(result.out));
    run_result_done(&result);
    run_fake_lesson(&result, "--text", "--ascii", NULL);
    ck_assert_int_eq(result.status, 0);
    ck_assert(is_ascii(result.out));
}
END_TEST

START_TEST(ascii_is_chosen_where_the_locale_has_nothing_else)
{
    char *ascii;

    run_fake_lesson(&result, "--text", "--ascii", NULL);
    keep_output(&ascii);
    run_with((const char *[]){ "LC_ALL=C", NULL }, 0, (const char *[]){ "--text", NULL });
    ck_assert_str_eq(result.out, ascii);
    free(ascii);
}
END_TEST

START_TEST(a_pipe_is_80_columns_wide_and_has_no_colours)
{
    run_with((const char *[]){ "COLUMNS=120", "TERM=xterm-256color", NULL }, 0,
             (const char *[]){ "--text", NULL });
    ck_assert_int_le(widest(result.out), 80);
    ck_assert_int_gt(widest(result.out), 60);
    ck_assert(!has_escapes());
}
END_TEST

START_TEST(a_terminal_is_used_in_its_whole_width)
{
    run_with((const char *[]){ "TERM=xterm", NULL }, 120,
             (const char *[]){ "--text", "--no-color", NULL });
    ck_assert_int_gt(widest(result.out), 100);
    ck_assert_int_le(widest(result.out), 120);
}
END_TEST

START_TEST(columns_outvotes_the_terminal)
{
    run_with((const char *[]){ "TERM=xterm", "COLUMNS=60", NULL }, 120,
             (const char *[]){ "--text", "--no-color", NULL });
    ck_assert_int_le(widest(result.out), 60);
}
END_TEST

START_TEST(a_terminal_has_colours)
{
    run_with((const char *[]){ "TERM=xterm-256color", NULL }, 80,
             (const char *[]){ "--text", NULL });
    ck_assert(has_escapes());
}
END_TEST

START_TEST(colours_can_be_refused)
{
    static const char *const text[] = { "--text", NULL };

    run_with((const char *[]){ "TERM=xterm", NULL }, 80,
             (const char *[]){ "--text", "--no-color", NULL });
    ck_assert(!has_escapes());
    run_result_done(&result);
    run_with((const char *[]){ "TERM=xterm", "NO_COLOR=1", NULL }, 80, text);
    ck_assert(!has_escapes());
    run_result_done(&result);
    run_with((const char *[]){ "TERM=dumb", NULL }, 80, text);
    ck_assert(!has_escapes());
}
END_TEST

START_TEST(an_empty_no_color_refuses_nothing)
{
    run_with((const char *[]){ "TERM=xterm", "NO_COLOR=", NULL }, 80,
             (const char *[]){ "--text", NULL });
    ck_assert(has_escapes());
}
END_TEST

START_TEST(the_nearest_word_is_suggested_and_nothing_far_fetched)
{
    static const char *const words[] = { "async", "sync", "thousands", NULL };

    ck_assert_str_eq(nearest_word("asinc", words), "async");
    ck_assert_str_eq(nearest_word("thousend", words), "thousands");
    ck_assert_str_eq(nearest_word("th", words), "thousands");
    ck_assert_str_eq(nearest_word("synk", words), "sync");
    ck_assert_ptr_null(nearest_word("zebra", words));
    ck_assert_ptr_null(nearest_word("", words));
    ck_assert_ptr_null(nearest_word("a word that is much longer than any other", words));
}
END_TEST

static Suite *options_suite(void)
{
    Suite *suite = suite_create("options");
    TCase *tests = tcase_create("options");

    tcase_set_timeout(tests, 120);
    tcase_add_checked_fixture(tests, NULL, teardown);
    tcase_add_test(tests, help_lists_every_option_and_every_demo);
    tcase_add_test(tests, a_demo_that_takes_words_gets_those_behind_the_dashes);
    tcase_add_test(tests, help_comes_before_what_contradicts_it);
    tcase_add_test(tests, version_names_the_lesson_and_the_version);
    tcase_add_test(tests, list_names_each_demo_on_a_line);
    tcase_add_test(tests, text_is_the_default_in_a_pipe);
    tcase_add_test(tests, text_shows_both_ways);
    tcase_add_test(tests, text_with_sync_shows_one_way_alone);
    tcase_add_test(tests, a_demo_that_runs_alone_is_not_raced);
    tcase_add_test(tests, the_later_of_two_values_counts);
    tcase_add_test(tests, ascii_needs_no_other_letters);
    tcase_add_test(tests, ascii_is_chosen_where_the_locale_has_nothing_else);
    tcase_add_test(tests, a_pipe_is_80_columns_wide_and_has_no_colours);
    tcase_add_test(tests, a_terminal_is_used_in_its_whole_width);
    tcase_add_test(tests, columns_outvotes_the_terminal);
    tcase_add_test(tests, a_terminal_has_colours);
    tcase_add_test(tests, colours_can_be_refused);
    tcase_add_test(tests, an_empty_no_color_refuses_nothing);
    tcase_add_test(tests, the_nearest_word_is_suggested_and_nothing_far_fetched);
    suite_add_tcase(suite, tests);
    return suite;
}

int main(int argc, char **argv)
{
    fake_lesson_if_asked(argc, argv);
    SRunner *runner = srunner_create(options_suite());
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
