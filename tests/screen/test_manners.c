/* SPDX-License-Identifier: MIT */
/* Terminals that can do less, windows that change, wishes that are to be kept. */
#define _XOPEN_SOURCE 700
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fake_lesson.h"
#include "term.h"

static struct term *start_with(int rows, int columns, const char *option,
                               const char *const *set)
{
    const char *argv[] = {LESSON_DIR "/01-sync-vs-async", "--live", option, NULL};

    return term_start(&(struct term_options){.argv = argv, .set = set, .rows = rows,
                                             .columns = columns});
}

static void quit(struct term *term)
{
    term_type(term, "q");
    term_expect_exit(term, 0);
}

/* ---- Terminals ----------------------------------------------------------- */

static const struct {
    const char *set, *why;
} refused[] = {
    {"TERM", "TERM is not set"},
    {"TERM=", "TERM is not set"},
    {"TERM=dumb", "TERM is dumb"},
    {"TERM=unknown", "TERM is \"unknown\""},
    {"TERM=no-such-terminal", "\"no-such-terminal\" (TERM) is not known here"},
};

START_TEST(what_cannot_be_drawn_on_is_refused_in_a_sentence)
{
    const char *set[] = {refused[_i].set, NULL};
    struct term *term = start_with(30, 100, NULL, set);

    term_wait_end(term);
    ck_assert_msg(term_has(term, refused[_i].why), "%s", term_screen(term));
    ck_assert(term_has(term, "--text"));
    ck_assert_int_eq(term_find(term, refused[_i].why), 0);
    term_expect_exit(term, 1);
}
END_TEST

START_TEST(a_pipe_is_refused_in_a_sentence)
{
    struct run_result result;

    run_lesson(&result, "01-sync-vs-async", "--live", NULL);
    ck_assert_int_eq(result.status, 1);
    ck_assert_str_eq(result.out, "");
    ck_assert_ptr_nonnull(strstr(result.err, "not a terminal"));
    run_result_done(&result);
}
END_TEST

static const char *const plain_terminals[] = {"TERM=vt100", "TERM=linux", "TERM=xterm",
                                              "TERM=screen-256color"};

START_TEST(other_terminals_show_the_race_too)
{
    const char *set[] = {plain_terminals[_i], NULL};
    struct term *term = start_with(30, 100, NULL, set);

    term_wait_for(term, "to start.");
    term_type(term, "....");
    term_wait_for(term, "for the first alarm, at 2.0 s.");
    quit(term);
}
END_TEST

/* ---- Colours and glyphs -------------------------------------------------- */

static struct term *asleep(const char *option, const char *const *set)
{
    struct term *term = start_with(30, 100, option, set);

    term_wait_for(term, "to start.");
    term_type(term, "....");
    term_wait_for(term, "for the first alarm, at 2.0 s.");
    return term;
}

START_TEST(colours_tell_the_states_apart)
{
    struct term *term = asleep(NULL, NULL);

    term_wait_golden(term, "live-asleep");
    ck_assert_int_eq(term_colour(term, 4, 11), 214);    /* blocked */
    ck_assert_int_eq(term_colour(term, 11, 11), 114);   /* ran */
    ck_assert_int_eq(term_colour(term, 2, 2), -1);      /* the terminal's own */
    quit(term);
}
END_TEST

static const struct {
    const char *option, *set;
} colourless[] = {{"--no-color", NULL}, {NULL, "NO_COLOR=1"}};

START_TEST(no_colour_is_none_at_all)
{
    const char *set[] = {colourless[_i].set, NULL};
    struct term *term = asleep(colourless[_i].option, set);

    term_wait_golden(term, "live-asleep");
    ck_assert(!term_is_colourful(term));
    quit(term);
}
END_TEST

START_TEST(an_empty_no_color_counts_for_nothing)
{
    struct term *term = asleep(NULL, (const char *[]){"NO_COLOR=", NULL});

    term_wait_golden(term, "live-asleep");
    ck_assert(term_is_colourful(term));
    quit(term);
}
END_TEST

static const struct {
    const char *option, *set;
} plain[] = {{"--ascii", NULL}, {NULL, "LANG=C"}, {NULL, "TERM=linux"}};

START_TEST(ascii_is_nothing_but_ascii)
{
    const char *set[] = {plain[_i].set, NULL};
    struct term *term = asleep(plain[_i].option, set);

    term_wait_golden(term, "live-asleep-ascii");
    for (const char *c = term_screen(term); *c; c++)
        ck_assert_int_gt(*c, 0);
    quit(term);
}
END_TEST

static const struct {
    const char *set, *theme;
    int blocked, ran, quiet;    /* numbers of colours, -1: the terminal's own */
} palettes[] = {
    {"TERM=xterm-256color", "default", 214, 114, 245},
    {"TERM=xterm-256color", "safe", 214, 231, 245},
    {"TERM=xterm-256color", "monochrome", -1, -1, 245},
    {"TERM=xterm", "default", 3, 2, -1},
    {"TERM=xterm", "safe", 3, 7, -1},
    {"TERM=linux", "default", 3, 2, -1},
    {"TERM=linux", "monochrome", -1, -1, -1},
};

static void check_colours(const char *theme, const char *const *set, int blocked, int ran,
                          int quiet)
{
    const char *argv[] = {LESSON_DIR "/01-sync-vs-async", "--live", "--theme", theme, NULL};
    struct term *term = term_start(&(struct term_options){.argv = argv, .set = set});

    term_wait_for(term, "to start.");
    term_type(term, "....");
    term_wait_for(term, "for the first alarm, at 2.0 s.");
    ck_assert_int_eq(term_colour(term, 4, 11), blocked);
    ck_assert_int_eq(term_colour(term, 11, 11), ran);
    ck_assert_int_eq(term_colour(term, 14, 4), quiet);
    quit(term);
}

START_TEST(each_theme_keeps_to_the_colours_that_there_are)
{
    check_colours(palettes[_i].theme, (const char *[]){palettes[_i].set, NULL},
                  palettes[_i].blocked, palettes[_i].ran, palettes[_i].quiet);
}
END_TEST

/* Such terminals are not described everywhere. */
START_TEST(with_sixteen_colours_there_is_a_grey_and_a_bright_white)
{
    char folder[] = "/tmp/interleave-terminfo-XXXXXX", command[128], place[64];

    ck_assert_ptr_nonnull(mkdtemp(folder));
    snprintf(place, sizeof place, "TERMINFO=%s", folder);
    snprintf(command, sizeof command, "tic -x -o %s -", folder);
    FILE *tic = popen(command, "w");
    ck_assert_ptr_nonnull(tic);
    fputs("xterm-16color|xterm with sixteen colours,\n"
          "\tcolors#16, pairs#256,\n"
          "\tsetaf=\\E[%?%p1%{8}%<%t%p1%{30}%+%e%p1%{82}%+%;%dm,\n"
          "\tsetab=\\E[%?%p1%{8}%<%t%p1%{40}%+%e%p1%{92}%+%;%dm,\n"
          "\tuse=xterm,\n", tic);
    ck_assert_int_eq(pclose(tic), 0);
    const char *set[] = {"TERM=xterm-16color", place, NULL};
    check_colours("default", set, 3, 2, 8);
    check_colours("safe", set, 3, 15, 8);
    snprintf(command, sizeof command, "rm -r %s", folder);
    ck_assert_int_eq(system(command), 0);
}
END_TEST

static bool is_grey(struct term *term)
{
    return term_colour(term, 4, 11) == -1;
}

static bool is_safe(struct term *term)
{
    return term_colour(term, 11, 11) == 231;
}

static bool is_default(struct term *term)
{
    return term_colour(term, 11, 11) == 114;
}

START_TEST(t_goes_through_the_themes)
{
    struct term *term = asleep(NULL, NULL);

    term_type(term, "T");
    term_wait_until(term, is_grey, "the monochrome theme");
    term_wait_golden(term, "live-asleep");
    term_type(term, "T");
    term_wait_until(term, is_safe, "the safe theme");
    term_type(term, "T");
    term_wait_until(term, is_default, "the default theme");
    quit(term);
}
END_TEST

/* ---- Windows ------------------------------------------------------------- */

START_TEST(a_window_may_change_at_any_time)
{
    static const int sizes[][2] = {{24, 80}, {10, 40}, {100, 300}, {15, 60}, {30, 100}};
    struct term *term = start_with(30, 100, NULL, NULL);

    term_wait_for(term, "to start.");
    for (unsigned i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        term_resize(term, sizes[i][0], sizes[i][1]);
        term_wait_for(term, "quit");
        term_wait_for(term, "thread");
    }
    term_wait_golden(term, "live-ready");
    quit(term);
}
END_TEST

START_TEST(too_small_a_window_says_so_until_it_grows)
{
    struct term *term = start_with(9, 38, NULL, NULL);

    term_wait_for(term, "This window is 38x9. Interleave needs");
    term_wait_for(term, "40x10.");
    term_resize(term, 30, 100);
    term_wait_golden(term, "live-ready");
    term_resize(term, 1, 1);
    term_resize(term, 5, 100);
    term_wait_for(term, "This window is 100x5. Interleave needs 40x10.");
    quit(term);
}
END_TEST

static Suite *manners_suite(void)
{
    Suite *suite = suite_create("manners");
    TCase *tcase = tcase_create("manners");

    tcase_set_timeout(tcase, 120);
    tcase_add_loop_test(tcase, what_cannot_be_drawn_on_is_refused_in_a_sentence, 0,
                        sizeof refused / sizeof *refused);
    tcase_add_test(tcase, a_pipe_is_refused_in_a_sentence);
    tcase_add_loop_test(tcase, other_terminals_show_the_race_too, 0,
                        sizeof plain_terminals / sizeof *plain_terminals);
    tcase_add_test(tcase, colours_tell_the_states_apart);
    tcase_add_loop_test(tcase, no_colour_is_none_at_all, 0,
                        sizeof colourless / sizeof *colourless);
    tcase_add_loop_test(tcase, each_theme_keeps_to_the_colours_that_there_are, 0,
                        sizeof palettes / sizeof *palettes);
    tcase_add_test(tcase, with_sixteen_colours_there_is_a_grey_and_a_bright_white);
    tcase_add_test(tcase, t_goes_through_the_themes);
    tcase_add_test(tcase, an_empty_no_color_counts_for_nothing);
    tcase_add_loop_test(tcase, ascii_is_nothing_but_ascii, 0, sizeof plain / sizeof *plain);
    tcase_add_test(tcase, a_window_may_change_at_any_time);
    tcase_add_test(tcase, too_small_a_window_says_so_until_it_grows);
    suite_add_tcase(suite, tcase);
    return suite;
}

int main(int argc, char **argv)
{
    fake_lesson_if_asked(argc, argv);

    SRunner *runner = srunner_create(manners_suite());

    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
