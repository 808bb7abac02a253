/* SPDX-License-Identifier: MIT */
/* Screens without a terminal. */
#include "picture.h"

#include <check.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fake_log.h"
#include "golden.h"

static void open_screen(struct picture *picture, int sides, const char *const *labels)
{
    setlocale(LC_CTYPE, "C.UTF-8");
    roster_init(&picture->roster);
    canvas_init(&picture->canvas, false);
    picture->screen = (struct screen){
        .number = "01", .title = "synchronous or asynchronous?",
        .question = "Three downloads of 2 s each. How long will each side take?",
        .moral = "The same three downloads. Nothing became faster: the waiting overlaps.",
        .track_count = sides, .roster = &picture->roster, .axis_end = 6 * FAKE_S,
        .speed = 1, .ready = true, .paused = true,
    };
    view_init(&picture->screen.view);
    reading_init(&picture->reading);
    picture->screen.reading = &picture->reading;
    for (int i = 0; i < sides; i++) {
        track_init(&picture->tracks[i], labels[i], &picture->logs[i]);
        picture->screen.tracks[i] = &picture->tracks[i];
    }
}

void picture_race(struct picture *picture)
{
    static const char *const labels[] = {"One after another", "Waiting together"};
    static const char *const lanes[] = {"main", "Task1", "Task2", "Task3"};

    fake_race(&picture->logs[0], &picture->logs[1]);
    open_screen(picture, 2, labels);
    for (int i = 0; i < 4; i++)
        roster_expect(&picture->roster, lanes[i]);
}

void picture_many(struct picture *picture, int tasks)
{
    static const char *const labels[] = {NULL};
    struct fake_log log;
    char name[16];

    fake_log_init(&log, 0);
    fake_begin(&log, "many");
    fake_created(&log, 1, 0, "main");
    fake_step(&log, 1);
    for (int i = 0; i < tasks; i++) {
        snprintf(name, sizeof name, "Task%d", i + 1);
        fake_created(&log, (uint32_t)i + 2, 1, name);
    }
    fake_record(&log, LOG_STEP_END, 1, 2, LOG_WAIT_GATHER, (uint64_t)tasks);
    for (int i = 0; i < tasks; i++) {
        fake_step(&log, (uint32_t)i + 2);
        fake_sleep(&log, (uint32_t)i + 2, FAKE_S);
    }
    picture->logs[0] = log.recording;
    open_screen(picture, 1, labels);
    picture->screen.axis_end = FAKE_S;
}

void picture_of(struct picture *picture, const struct recording *log, uint64_t axis_end)
{
    static const char *const labels[] = {NULL};

    picture->logs[0] = *log;
    open_screen(picture, 1, labels);
    picture->screen.axis_end = axis_end;
}

void picture_done(struct picture *picture)
{
    for (int i = 0; i < picture->screen.track_count; i++) {
        track_done(&picture->tracks[i]);
        recording_done(&picture->logs[i]);
    }
    screen_done(&picture->screen);
    roster_done(&picture->roster);
    reading_done(&picture->reading);
    canvas_done(&picture->canvas);
}

void picture_at(struct picture *picture, uint64_t time)
{
    picture->screen.ready = false;
    picture->screen.now = time;
    for (int i = 0; i < picture->screen.track_count; i++)
        track_seek(&picture->tracks[i], &picture->roster, time);
}

void picture_draw(struct picture *picture, int rows, int columns)
{
    screen_draw(&picture->canvas, &picture->screen, rows, columns);
}

void picture_check(struct picture *picture, int rows, int columns, const char *golden)
{
    char *text;

    picture_draw(picture, rows, columns);
    text = canvas_string(&picture->canvas);
    ck_assert_ptr_nonnull(text);
    golden_check(golden, text, strlen(text));
    free(text);
}

const char *picture_row(struct picture *picture, int row)
{
    static char line[4096];
    char *text = canvas_string(&picture->canvas), *from = text;

    for (; row > 0; row--)
        from = strchr(from, '\n') + 1;
    snprintf(line, sizeof line, "%.*s", (int)strcspn(from, "\n"), from);
    free(text);
    return line;
}

bool picture_has(struct picture *picture, const char *text)
{
    char *all = canvas_string(&picture->canvas);
    bool has = strstr(all, text) != NULL;

    free(all);
    return has;
}

enum canvas_role picture_role(struct picture *picture, int row, uint32_t glyph)
{
    for (int column = 0; column < picture->canvas.columns; column++)
        if (canvas_at(&picture->canvas, row, column)->glyph == glyph)
            return (enum canvas_role)canvas_at(&picture->canvas, row, column)->role;
    ck_abort_msg("no such glyph in row %d", row);
    return ROLE_PLAIN;
}
