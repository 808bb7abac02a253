/* SPDX-License-Identifier: MIT */
/* A cast, played into a terminal: what is seen there is what the screen would show. */
#define _GNU_SOURCE
#include <check.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <vterm.h>

#include "ansi.h"
#include "cast.h"
#include "fake_log.h"
#include "screen.h"
#include "side.h"

enum { ROWS = 30, COLUMNS = 100 };

static struct recording logs[2];
static char *text;
static size_t size;
static VTerm *vterm;

static void begin(void)
{
    setlocale(LC_ALL, "C.UTF-8");
    fake_race(&logs[0], &logs[1]);
    vterm = vterm_new(ROWS, COLUMNS);
    vterm_set_utf8(vterm, 1);
    vterm_screen_reset(vterm_obtain_screen(vterm), 1);
}

static void finish(void)
{
    vterm_free(vterm);
    recording_done(&logs[0]);
    recording_done(&logs[1]);
    free(text);
    text = NULL;
}

static void render(const struct recording *of, int n, struct cast_options how)
{
    FILE *out = open_memstream(&text, &size);
    cast_render(out, of, n, &how);
    fclose(out);
}

/* ---- Playing ----------------------------------------------------------------- */

struct played {
    double last;                /* seconds */
    int frames;
    char markers[400];          /* "TIME LABEL; " */
};

/* The string that begins at *at with its quote, without what escapes it. */
static char *unquote(const char **at)
{
    char *text_of = malloc(strlen(*at) + 1), *put = text_of;
    ck_assert_int_eq(*(*at)++, '"');
    while (**at != '"') {
        unsigned code = (unsigned char)*(*at)++;
        if (code == '\\') {
            code = (unsigned char)*(*at)++;
            if (code == 'u') {
                sscanf(*at, "%4x", &code);
                *at += 4;
            } else if (code == 'n') {
                code = '\n';
            }
        }
        *put++ = (char)code;
    }
    *put = '\0';
    ++*at;
    return text_of;
}

/* [TIME,"KIND","DATA"] */
static void play_event(struct played *played, const char *line, double until)
{
    char *end;
    double time = strtod(line + 1, &end);
    const char *at = end + 1;
    char *kind = unquote(&at);
    ck_assert_int_eq(*at++, ',');
    char *data = unquote(&at);
    ck_assert_str_eq(at, "]");
    ck_assert_double_ge(time, played->last);
    if (time > until) {
        ;
    } else if (strcmp(kind, "m") == 0) {
        size_t used = strlen(played->markers);
        snprintf(played->markers + used, sizeof played->markers - used, "%g %s; ", time,
                 data);
    } else {
        ck_assert_str_eq(kind, "o");
        played->frames++;
        vterm_input_write(vterm, data, strlen(data));
    }
    played->last = time > until ? played->last : time;
    free(kind);
    free(data);
}

/* Every event up to that time. */
static struct played play(double until)
{
    struct played played = {0};
    char *copy = strdup(text), *line = strtok(copy, "\n");
    ck_assert_ptr_nonnull(strstr(line, "{\"version\":2,\"width\":100,\"height\":30,"));
    while ((line = strtok(NULL, "\n")))
        play_event(&played, line, until);
    free(copy);
    return played;
}

/* ---- What the screen would show ------------------------------------------------ */

static void expect_screen_at(uint64_t time, double speed)
{
    struct track tracks[2];
    struct roster roster;
    struct canvas canvas;
    struct screen screen = {.title = "a race", .roster = &roster, .track_count = 2,
                            .replay = true, .axis_end = 6 * FAKE_S, .now = time,
                            .speed = speed};
    view_init(&screen.view);
    roster_init(&roster);
    canvas_init(&canvas, false);
    for (int i = 0; i < 2; i++) {
        track_init(&tracks[i], side_label(&logs[i], 2), &logs[i]);
        track_follow(&tracks[i], &roster);
        screen.tracks[i] = &tracks[i];
    }
    for (int i = 0; i < 2; i++)
        track_seek(&tracks[i], &roster, time);
    screen_draw(&canvas, &screen, ROWS, COLUMNS);
    for (int row = 0; row < ROWS; row++)
        for (int column = 0; column < COLUMNS; column++) {
            VTermScreenCell cell;
            VTermPos at = {row, column};
            const struct canvas_cell *want = canvas_at(&canvas, row, column);
            vterm_screen_get_cell(vterm_obtain_screen(vterm), at, &cell);
            uint32_t got = cell.chars[0] ? cell.chars[0] : ' ';
            ck_assert_msg(got == want->glyph, "row %d, column %d: U+%04x, not U+%04x", row,
                          column, got, want->glyph);
        }
    for (int i = 0; i < 2; i++)
        track_done(&tracks[i]);
    screen_done(&screen);
    roster_done(&roster);
    canvas_done(&canvas);
}

START_TEST(the_end_of_a_cast_is_the_end_of_the_screen)
{
    render(logs, 2, (struct cast_options){.title = "a race"});
    play(1e9);
    expect_screen_at(6 * FAKE_S, 1);
}
END_TEST

START_TEST(in_the_middle_it_shows_that_moment)
{
    render(logs, 2, (struct cast_options){.title = "a race"});
    play(2.0);
    expect_screen_at(2 * FAKE_S, 1);
}
END_TEST

START_TEST(it_plays_as_long_as_the_run_took)
{
    render(logs, 2, (struct cast_options){0});
    struct played played = play(1e9);
    ck_assert_double_eq_tol(played.last, 8, 1e-6);      /* two for a look at the end */
    ck_assert_int_gt(played.frames, 50);
}
END_TEST

START_TEST(markers_stand_where_tasks_end)
{
    render(&logs[0], 1, (struct cast_options){0});
    struct played played = play(1e9);
    ck_assert_str_eq(played.markers, "2 Task1 done; 4 Task2 done; 6 Task3 done; "
                                     "6 main done; ");
}
END_TEST

START_TEST(a_limit_makes_it_play_faster)
{
    render(logs, 2, (struct cast_options){.seconds = 3});
    struct played played = play(1e9);
    ck_assert_double_le(played.last, 5.001);
}
END_TEST

START_TEST(an_hour_of_sleep_takes_seconds)
{
    struct fake_log tape;
    fake_log_init(&tape, 0);
    fake_begin(&tape, "night");
    fake_created(&tape, 1, 0, "main");
    fake_step(&tape, 1);
    fake_sleep(&tape, 1, 3600 * FAKE_S);
    tape.now = 3600 * FAKE_S;
    fake_ready(&tape, 1, 0, LOG_WAIT_SLEEP);
    fake_step(&tape, 1);
    fake_finished(&tape, 1, LOG_RETURNED, 0, 0);
    fake_end(&tape);
    render(&tape.recording, 1, (struct cast_options){0});
    struct played played = play(1e9);
    ck_assert_double_le(played.last, 5.001);
    ck_assert_uint_lt(size, 100000);
    fake_log_done(&tape);
}
END_TEST

START_TEST(a_run_in_no_time_is_one_picture)
{
    struct fake_log tape;
    fake_log_init(&tape, 0);
    fake_begin(&tape, "quick");
    fake_created(&tape, 1, 0, "main");
    fake_step(&tape, 1);
    fake_finished(&tape, 1, LOG_RETURNED, 0, 0);
    fake_end(&tape);
    render(&tape.recording, 1, (struct cast_options){0});
    struct played played = play(1e9);
    ck_assert_int_le(played.frames, 2);
    fake_log_done(&tape);
}
END_TEST

START_TEST(a_frame_that_changes_nothing_is_empty)
{
    struct ansi ansi;
    struct canvas canvas;
    ansi_init(&ansi);
    canvas_init(&canvas, false);
    canvas_clear(&canvas, 2, 10);
    canvas_text(&canvas, 0, 0, ROLE_LABEL, "日本");
    ansi_frame(&ansi, &canvas);
    ck_assert_uint_gt(ansi.size, 0);
    ansi_frame(&ansi, &canvas);
    ck_assert_uint_eq(ansi.size, 0);
    canvas_done(&canvas);
    ansi_done(&ansi);
}
END_TEST

int main(void)
{
    static const TTest *const *const tests[] = {
        &the_end_of_a_cast_is_the_end_of_the_screen, &in_the_middle_it_shows_that_moment,
        &it_plays_as_long_as_the_run_took, &markers_stand_where_tasks_end,
        &a_limit_makes_it_play_faster, &an_hour_of_sleep_takes_seconds,
        &a_run_in_no_time_is_one_picture, &a_frame_that_changes_nothing_is_empty,
    };
    Suite *suite = suite_create("cast");
    TCase *tcase = tcase_create("cast");
    tcase_add_checked_fixture(tcase, begin, finish);
    for (size_t i = 0; i < sizeof tests / sizeof *tests; i++)
        tcase_add_test(tcase, *tests[i]);
    suite_add_tcase(suite, tcase);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
