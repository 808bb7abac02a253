/* SPDX-License-Identifier: MIT */
/* Damaged logs, all the way: loaded, fed, rewound, drawn, told, written in every form.
 *
 *     fuzz SECONDS SEED FILE LOG...
 *
 * takes real logs, damages them, and leaves the last one in FILE, so that what crashed
 * or hung is there to be looked at.  Built with the sanitizers. */
#define _GNU_SOURCE
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "cast.h"
#include "finding.h"
#include "perfetto.h"
#include "score.h"
#include "screen.h"
#include "svg.h"
#include "tale.h"
#include "why.h"
#include "xray.h"

enum { LOGS = 64, BYTES = 96 * 1024, DAMAGES = 12, LIMIT = 30 };

struct bytes {
    unsigned char *start;
    size_t size;
};

static struct bytes corpus[LOGS];
static int corpus_count;
static uint64_t state;
static FILE *nowhere;

static uint64_t below(uint64_t n)
{
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return n ? state % n : 0;
}

/* ---- Damage ------------------------------------------------------------------ */

static uint64_t interesting(void)
{
    static const uint64_t values[] = {
        0, 1, 2, 3, 24, 25, 0x7fffffff, 0x80000000, 0xffffffff, 0x100000000,
        UINT64_C(1) << 61, UINT64_C(1) << 62, UINT64_C(1) << 63, UINT64_MAX - 1, UINT64_MAX,
        1000000000, 999999999, 4611686018427387903,
    };
    return below(4) ? values[below(sizeof values / sizeof *values)] : below(UINT64_MAX);
}

static size_t record_at(const struct bytes *log)
{
    size_t records = (log->size - sizeof(struct log_header)) / sizeof(struct log_record);
    return sizeof(struct log_header) + below(records) * sizeof(struct log_record);
}

/* A field of a record gets a value that it could have, or could not. */
static void change_field(struct bytes *log)
{
    struct log_record record, other;
    size_t at = record_at(log), from = record_at(log);
    memcpy(&record, log->start + at, sizeof record);
    memcpy(&other, log->start + from, sizeof other);
    switch (below(8)) {
    case 0: record.time = below(2) ? other.time : interesting(); break;
    case 1: record.value = below(2) ? other.value : interesting(); break;
    case 2: record.task = below(2) ? other.task : (uint32_t)interesting(); break;
    case 3: record.other = below(2) ? other.other : (uint32_t)interesting(); break;
    case 4: record.place = (uint32_t)interesting(); break;
    case 5: record.kind = (uint16_t)below(LOG_JOB_END + 3); break;
    case 6: record.detail = (uint16_t)below(LOG_WAIT_KINDS + 3); break;
    default: record = other; break;
    }
    memcpy(log->start + at, &record, sizeof record);
}

static void swap_records(struct bytes *log)
{
    size_t a = record_at(log), b = record_at(log);
    struct log_record one, other;
    memcpy(&one, log->start + a, sizeof one);
    memcpy(&other, log->start + b, sizeof other);
    memcpy(log->start + a, &other, sizeof other);
    memcpy(log->start + b, &one, sizeof one);
}

static void drop_records(struct bytes *log)
{
    size_t at = record_at(log), n = (1 + below(8)) * sizeof(struct log_record);
    if (at + n >= log->size)
        return;
    memmove(log->start + at, log->start + at + n, log->size - at - n);
    log->size -= n;
}

/* The records from there on come twice. */
static void repeat_records(struct bytes *log)
{
    size_t at = record_at(log), n = log->size - at;
    n = n < BYTES / 4 ? n : BYTES / 4;
    if (log->size + n > 2 * BYTES)
        return;
    memcpy(log->start + log->size, log->start + at, n);
    log->size += n;
}

static void append_log(struct bytes *log)
{
    const struct bytes *other = &corpus[below((uint64_t)corpus_count)];
    if (log->size + other->size > 2 * BYTES)
        return;
    memcpy(log->start + log->size, other->start, other->size);
    log->size += other->size;
}

static void damage(struct bytes *log)
{
    if (log->size < sizeof(struct log_header) + 2 * sizeof(struct log_record))
        return;
    switch (below(12)) {
    case 0: log->start[below(log->size)] ^= (unsigned char)(1u << below(8)); break;
    case 1: log->start[below(sizeof(struct log_header))] = (unsigned char)below(256); break;
    case 2: log->size = below(log->size); break;
    case 3: swap_records(log); break;
    case 4: drop_records(log); break;
    case 5: repeat_records(log); break;
    case 6: append_log(log); break;
    default: change_field(log); break;
    }
}

/* ---- The way of a log ------------------------------------------------------------ */

static void check_lane(const struct lane *lane)
{
    for (uint64_t i = 0; i < lane->count; i++) {
        const struct span *span = &lane->spans[i];
        if (span->end < span->begin || span->state >= SPAN_STATES ||
            (i && span->begin < span[-1].begin))
            abort();
    }
}

static void choose_view(struct screen *screen)
{
    struct view *view = &screen->view;
    view_init(view);
    for (uint64_t n = below(4); n > 0; n--)
        view_switch(view, (enum pane_id)(1 + below(PANES - 1)));
    view->focus = (enum pane_id)below(PANES);
    view->selected = below(2) ? below(screen->roster->count + 2) : VIEW_NONE;
    view->side = (int)below((uint64_t)screen->track_count);
    view->fold = (enum view_fold)below(FOLD_KINDS);
    view->order = (enum view_order)below(ORDER_KINDS);
    view->follow = below(2);
    view->typing = below(8) == 0;
    view->all = below(2);
    snprintf(view->text, sizeof view->text, "%s", below(3) ? "" : "a");
    for (uint64_t n = below(3) ? 0 : below(60); n > 0; n--)
        view_zoom(view, screen->axis_end, below(screen->axis_end + 1), below(3) ? 0.5 : 2);
    view_pan(view, screen->axis_end, (double)below(5) - 2);
}

static void look(struct screen *screen, struct canvas *canvas, struct track *track)
{
    struct model *model = &track->model;
    struct xray xray;
    struct why why;
    char words[XRAY_SENTENCE];
    uint64_t time = below(2) ? model->now : below(model->now + 1);
    const struct lane *lane = model->lane_count && below(2)
                                  ? &model->lanes[below(model->lane_count)]
                                  : why_whom(model, &time);
    screen->now = model->now;
    screen->axis_end = screen_whole_axis(model->now);
    choose_view(screen);
    screen->help = below(20) == 0;
    screen->classroom.on = below(8) == 0;
    screen->show_selected = below(2);
    screen->scroll = below(screen->roster->count + 2);
    screen->paused = below(2);
    screen_draw(canvas, screen, (int)below(70), (int)below(220));
    xray_make(&xray, model, model->now);
    xray_tell(&xray, model, words);
    if (lane)
        why_make(&why, model, lane, time);
}

/* Forward and back, as somebody who looks for a place. */
static void wander(const struct recording *logs, int n)
{
    struct roster roster;
    struct canvas canvas;
    struct findings findings;
    struct reading reading;
    struct track tracks[SCREEN_SIDES];
    struct screen screen = {.roster = &roster, .track_count = n, .replay = true, .speed = 1};
    roster_init(&roster);
    findings_init(&findings);
    reading_init(&reading);
    screen.reading = below(4) ? &reading : NULL;
    canvas_init(&canvas, below(4) == 0);
    for (int i = 0; i < n; i++) {
        track_init(&tracks[i], "a side", &logs[i]);
        track_follow(&tracks[i], &roster);
        screen.tracks[i] = &tracks[i];
    }
    for (int moves = 0; moves < 4; moves++) {
        struct track *track = &tracks[below((uint64_t)n)];
        uint64_t fed = 0;
        if (below(3) == 0)
            track_seek(track, &roster, below(track->model.now + 2));
        else if (below(2) && track_previous_stop(track, (enum track_stop)below(2), &fed))
            track_seek_record(track, &roster, fed);
        else
            track_seek_record(track, &roster, below(track->log->count + 2));
        findings_update(&findings, &track->model);
        look(&screen, &canvas, track);
    }
    for (int i = 0; i < n; i++)
        track_done(&tracks[i]);
    findings_done(&findings);
    reading_done(&reading);
    canvas_done(&canvas);
    screen_done(&screen);
    roster_done(&roster);
}

static void write_all(const struct side *sides, const struct recording *logs, int n)
{
    struct text_options how = {.width = (int)below(160), .ascii = below(2), .color = below(2)};
    struct cast_options cast = {.columns = 40 + (int)below(80), .rows = 10 + (int)below(30),
                                .seconds = 1 + (double)below(3)};
    text_render(nowhere, sides, n, &how);
    svg_render(nowhere, sides, n, below(2) ? "title" : NULL);
    perfetto_render(nowhere, sides, n);
    tale_render(nowhere, sides, logs, n, &how);
    if (below(8) == 0)
        cast_render(nowhere, logs, n, &cast);
}

static void follow(const char *path)
{
    struct recording logs[SCREEN_SIDES];
    struct model models[SCREEN_SIDES];
    struct side sides[SCREEN_SIDES];
    char error[4300];
    int n = recording_load(path, logs, SCREEN_SIDES, error, sizeof error);
    for (int i = 0; i < n; i++) {
        model_init(&models[i], &logs[i].header);
        model_feed(&models[i], logs[i].records, logs[i].count);
        check_lane(&models[i].thread);
        for (uint64_t lane = 0; lane < models[i].lane_count; lane++)
            check_lane(&models[i].lanes[lane]);
        sides[i] = (struct side){below(2) ? "One after another" : NULL, &models[i]};
    }
    if (n > 0) {
        write_all(sides, logs, n);
        wander(logs, n);
    }
    for (int i = 0; i < n; i++) {
        model_done(&models[i]);
        recording_done(&logs[i]);
    }
}

/* ---- Rounds ------------------------------------------------------------------------ */

static void read_log(const char *path)
{
    struct bytes *log = &corpus[corpus_count];
    FILE *file = fopen(path, "rb");
    if (!file || corpus_count == LOGS)
        return;
    log->start = malloc(BYTES);
    log->size = log->start ? fread(log->start, 1, BYTES, file) : 0;
    corpus_count += log->size > 0;
    fclose(file);
}

static void write_log(const char *path, const struct bytes *log)
{
    FILE *file = fopen(path, "wb");
    if (!file || fwrite(log->start, 1, log->size, file) != log->size || fclose(file) != 0) {
        fprintf(stderr, "fuzz: cannot write %s\n", path);
        exit(1);
    }
}

static void one_round(const char *path)
{
    const struct bytes *from = &corpus[below((uint64_t)corpus_count)];
    struct bytes log = {malloc(2 * BYTES), from->size};
    memcpy(log.start, from->start, from->size);
    for (uint64_t n = 1 + below(DAMAGES); n > 0; n--)
        damage(&log);
    write_log(path, &log);
    free(log.start);
    alarm(LIMIT);
    follow(path);
    alarm(0);
}

int main(int argc, char **argv)
{
    if (argc < 5) {
        fprintf(stderr, "usage: fuzz SECONDS SEED FILE LOG...\n");
        return 2;
    }
    setlocale(LC_ALL, "C.UTF-8");
    state = strtoull(argv[2], NULL, 10) * 2654435761u + 1;
    nowhere = fopen("/dev/null", "w");
    for (int i = 4; i < argc; i++)
        read_log(argv[i]);
    if (!corpus_count || !nowhere) {
        fprintf(stderr, "fuzz: no log to damage\n");
        return 2;
    }
    long rounds = 0;
    for (time_t end = time(NULL) + atol(argv[1]); time(NULL) < end; rounds++)
        one_round(argv[3]);
    printf("%ld damaged logs\n", rounds);
    unlink(argv[3]);
    for (int i = 0; i < corpus_count; i++)
        free(corpus[i].start);
    fclose(nowhere);
    return 0;
}
