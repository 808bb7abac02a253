/* SPDX-License-Identifier: MIT */
/* Logs that nobody wrote: random and damaged ones go all the way to a page without a
 * crash, and what they take is in proportion to what they are. */
#define _GNU_SOURCE
#include <check.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "fake_log.h"
#include "score.h"
#include "text.h"

enum { DAMAGED = 1500, RANDOM = 1000, RECORDS = 120 };

static char path[] = "/tmp/interleave-hostile-XXXXXX";
static uint64_t state;

static void begin(void)
{
    int fd = mkstemp(path);
    ck_assert_int_ge(fd, 0);
    close(fd);
    state = 20;                 /* the same on every run */
}

static void finish(void)
{
    unlink(path);
}

static uint64_t dice(void)
{
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return state;
}

static uint64_t below(uint64_t n)
{
    return dice() % n;
}

/* ---- The way of a log --------------------------------------------------------------- */

/* In order, without gaps, closed but for the last: whatever was fed. */
static bool in_order(const struct lane *lane)
{
    uint64_t time = lane->created;
    for (uint64_t i = 0; i < lane->count; i++) {
        const struct span *span = &lane->spans[i];
        bool last = i + 1 == lane->count;
        if (span->begin != time || span->end < span->begin || span->state >= SPAN_STATES)
            return false;
        if (span->end == LOG_NEVER && (!last || lane->ended != LOG_NEVER))
            return false;
        time = span->end;
    }
    return !lane->count || time == lane->ended;
}

static bool sound(const struct model *model)
{
    struct score score = score_of(model, LOG_NEVER);
    bool good = score.free <= score.elapsed && score.done <= score.tasks;
    good = good && (model->thread.created == LOG_NEVER || in_order(&model->thread));
    for (uint64_t i = 0; i < model->lane_count; i++)
        good = good && in_order(&model->lanes[i]);
    uint64_t bound = 64 * (model->fed + 4);
    return good && model->lane_capacity <= bound && model->output_capacity <= bound &&
           model->thread.capacity <= bound;
}

static void draw(const struct recording *logs, int n)
{
    struct model models[4];
    struct side sides[4];
    char *page = NULL;
    size_t length;
    for (int i = 0; i < n; i++) {
        model_init(&models[i], &logs[i].header);
        model_feed(&models[i], logs[i].records, logs[i].count);
        if (!sound(&models[i]))
            ck_abort_msg("a lane has a gap or takes too much");
        sides[i] = (struct side){NULL, &models[i]};
    }
    FILE *out = open_memstream(&page, &length);
    struct text_options options = {.width = 20 + (int)below(100), .ascii = below(2)};
    text_render(out, sides, n, &options);
    fclose(out);
    free(page);
    for (int i = 0; i < n; i++)
        model_done(&models[i]);
}

/* Write, load, feed, draw.  How many logs were found. */
static int pass(const void *bytes, size_t length)
{
    struct recording logs[4];
    char error[400] = "";
    FILE *file = fopen(path, "wb");
    ck_assert_ptr_nonnull(file);
    fwrite(bytes, 1, length, file);
    fclose(file);
    int n = recording_load(path, logs, 4, error, sizeof error);
    if (n < 0 && !*error)
        ck_abort_msg("refused without a word");
    if (n > 0)
        draw(logs, n);
    for (int i = 0; i < n; i++)
        recording_done(&logs[i]);
    return n;
}

/* ---- Damage -------------------------------------------------------------------------- */

static size_t race_bytes(char *bytes, size_t room)
{
    struct recording logs[2];
    size_t length = 0;
    fake_race(&logs[0], &logs[1]);
    for (int i = 0; i < 2; i++) {
        size_t records = logs[i].count * sizeof *logs[i].records;
        ck_assert_uint_le(length + sizeof logs[i].header + records, room);
        memcpy(bytes + length, &logs[i].header, sizeof logs[i].header);
        length += sizeof logs[i].header;
        memcpy(bytes + length, logs[i].records, records);
        length += records;
        recording_done(&logs[i]);
    }
    return length;
}

static size_t damage(char *bytes, size_t length)
{
    static const uint64_t extremes[] = {
        0, 1, UINT32_MAX, UINT64_MAX, UINT64_MAX - 1, UINT64_C(1) << 63, UINT64_C(1) << 32,
    };
    for (uint64_t n = 1 + below(8); n; n--) {
        size_t at = below(length / 8) * 8, other = below(length / 32) * 32;
        switch (below(5)) {
        case 0:
            bytes[at + below(8)] ^= (char)(1 << below(8));
            break;
        case 1:
            memcpy(bytes + at, &extremes[below(7)], 8);
            break;
        case 2:
            memmove(bytes + at / 32 * 32, bytes + other, 32);
            break;
        case 3:
            memcpy(bytes + at, &(uint64_t){dice()}, 8);
            break;
        default:
            length -= length > 200 ? below(100) : 0;
        }
    }
    return length;
}

START_TEST(a_damaged_race_is_drawn_or_refused)
{
    static char whole[1 << 15], bytes[1 << 15];
    size_t length = race_bytes(whole, sizeof whole) / 32 * 32;
    int drawn = 0;
    for (int i = 0; i < DAMAGED; i++) {
        memcpy(bytes, whole, length);
        drawn += pass(bytes, damage(bytes, length)) > 0;
    }
    ck_assert_int_gt(drawn, DAMAGED / 2);   /* else hardly a thing was tested */
}
END_TEST

/* ---- Chance ---------------------------------------------------------------------------- */

/* Mostly what a log could hold, so that it goes deep; now and then anything. */
static struct log_record random_record(uint64_t *time)
{
    struct log_record record = {
        .time = *time += below(4) ? 0 : below(1000), .value = below(2000),
        .task = (uint32_t)below(6), .other = (uint32_t)below(9),
        .place = (uint32_t)below(9), .kind = (uint16_t)below(LOG_SUSPENDED + 2),
        .detail = (uint16_t)below(LOG_WAIT_FUTURE + 2),
    };
    if (below(40) == 0) {
        uint64_t words[4] = {dice(), dice(), dice(), dice()};
        memcpy(&record, words, sizeof record);
    }
    if (record.kind == LOG_TEXT && below(10)) {
        struct log_text text = {.used = (uint32_t)below(26), .kind = LOG_TEXT};
        for (int i = 0; i < LOG_TEXT_BYTES; i++)
            text.bytes[i] = (char)(below(3) ? 'a' + below(26) : below(256));
        memcpy(&record, &text, sizeof record);
    }
    return record;
}

START_TEST(a_log_of_chance_is_drawn)
{
    static struct {
        struct log_header header;
        struct log_record records[RECORDS];
    } bytes;
    struct fake_log log;
    fake_log_init(&log, 0);
    for (int i = 0; i < RANDOM; i++) {
        uint64_t time = 0;
        bytes.header = log.recording.header;
        bytes.header.records = below(2) ? RECORDS : LOG_NEVER;
        bytes.header.first_tick = below(3) ? 0 : below(1000);
        bytes.header.ticks_per_second = below(3) ? 1e9 : below(2) ? 1e-300 : 3.3e9;
        bytes.records[0] = (struct log_record){.kind = LOG_RUN_BEGIN};
        for (int r = 1; r < RECORDS; r++)
            bytes.records[r] = random_record(&time);
        int n = pass(&bytes, sizeof bytes - below(40));
        ck_assert_int_eq(n, 1);
    }
    fake_log_done(&log);
}
END_TEST

START_TEST(bytes_of_chance_are_refused)
{
    char bytes[500];
    for (int i = 0; i < 300; i++) {
        for (size_t b = 0; b < sizeof bytes; b++)
            bytes[b] = (char)dice();
        int n = pass(bytes, below(sizeof bytes));
        ck_assert_int_eq(n, -1);
    }
}
END_TEST

/* ---- Malice ------------------------------------------------------------------------------ */

/* A run that ends and begins over and over, with many tasks: no quadratic work. */
START_TEST(many_runs_of_many_tasks_take_linear_time)
{
    struct fake_log log;
    struct model model;
    fake_log_init(&log, 0);
    for (uint32_t i = 1; i <= 200000; i++) {
        fake_record(&log, LOG_RUN_BEGIN, 0, 0, 0, 0);
        fake_record(&log, LOG_CREATED, i, 0, 0, 0);
        fake_record(&log, LOG_RUN_END, 0, 0, 0, 0);
    }
    model_init(&model, &log.recording.header);
    model_feed(&model, log.recording.records, log.recording.count);
    ck_assert_uint_eq(model.lane_count, 200000);
    ck_assert_uint_eq(model.settled, 200000);
    ck_assert_uint_eq(model.skipped, 0);
    model_done(&model);
    fake_log_done(&log);
}
END_TEST

int main(void)
{
    setlocale(LC_ALL, "C.UTF-8");
    Suite *suite = suite_create("hostile logs");
    TCase *tcase = tcase_create("hostile logs");
    tcase_add_checked_fixture(tcase, begin, finish);
    tcase_set_timeout(tcase, 60);
    tcase_add_test(tcase, a_damaged_race_is_drawn_or_refused);
    tcase_add_test(tcase, a_log_of_chance_is_drawn);
    tcase_add_test(tcase, bytes_of_chance_are_refused);
    tcase_add_test(tcase, many_runs_of_many_tasks_take_linear_time);
    suite_add_tcase(suite, tcase);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
