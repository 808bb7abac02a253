/* SPDX-License-Identifier: MIT */
/* A recording of a million events: how long until it is open, how long a frame takes,
 * how long the other forms of it. */
#define _GNU_SOURCE
#include <locale.h>
#include <math.h>
#include <poll.h>
#include <pty.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "launch.h"
#include "measure.h"
#include "perfetto.h"
#include "screen.h"
#include "svg.h"
#include "tale.h"

enum { TASKS = 1000, EVENTS = 1000000, FRAMES = 300, ROWS = 60, COLUMNS = 200 };

static struct recording tape;

static void put(uint64_t time, enum log_kind kind, uint32_t task, uint32_t other,
                enum log_wait detail, uint64_t value)
{
    recording_append(&tape, &(struct log_record){
        .time = time, .kind = (uint16_t)kind, .task = task, .other = other,
        .detail = (uint16_t)detail, .value = value}, 1);
}

static void put_name(uint32_t name, const char *text)
{
    struct log_text piece = {.kind = LOG_TEXT, .used = (uint32_t)strlen(text)};
    struct log_record record;
    memcpy(piece.bytes, text, strlen(text));
    memcpy(&record, &piece, sizeof record);
    recording_append(&tape, &record, 1);
    put(0, LOG_NAME, 0, name, 0, 0);
}

/* A thousand tasks that sleep, each its own while, again and again. */
static void make_tape(void)
{
    struct log_header header = {.magic = LOG_MAGIC, .schema = LOG_SCHEMA,
                                .record_size = sizeof(struct log_record),
                                .clock = LOG_CLOCK_VIRTUAL, .ticks_per_second = 1e9};
    uint64_t now = 0;
    recording_init(&tape, &header);
    put_name(1, "bench");
    put(0, LOG_RUN_BEGIN, 0, 0, 0, 1);
    for (uint32_t task = 1; task <= TASKS; task++) {
        char name[16];
        snprintf(name, sizeof name, "task %u", task);
        put_name(task + 1, name);
        put(0, LOG_CREATED, task, 0, 0, task + 1);
    }
    for (uint32_t i = 0; tape.count < EVENTS; i++) {
        uint32_t task = 1 + i * 7919 % TASKS;
        now += 10000 + measure_random_us() % 100;
        if (i >= TASKS)
            put(now, LOG_READY, task, 0, LOG_WAIT_SLEEP, 0);
        put(now + 1000, LOG_STEP_BEGIN, task, 0, 0, 0);
        put(now + 5000, LOG_STEP_END, task, 0, LOG_WAIT_SLEEP, now + TASKS * 10000);
    }
    put(now + 10000, LOG_RUN_END, 0, 0, 0, 0);
}

static void measure_open(void)
{
    char path[] = "/tmp/interleave-bench-XXXXXX", error[256];
    struct recording log;
    struct model model;
    int fd = mkstemp(path);
    make_tape();
    if (fd < 0 || !recording_save(path, &tape, 1, error, sizeof error))
        exit(1);
    measure_start();
    if (recording_load(path, &log, 1, error, sizeof error) != 1)
        exit(1);
    model_init(&model, &log.header);
    model_feed(&model, log.records, log.count);
    measure_print("open", measure_elapsed() * 1e3, "ms");
    measure_print("open_cpu", measure_cpu() * 1e3, "ms");
    if (model.skipped)
        fprintf(stderr, "screen: %s\n", model.complaint);
    unlink(path);
}

static int earlier(const void *a, const void *b)
{
    const double *one = a, *other = b;
    return (*one > *other) - (*one < *other);
}

static void measure_frame(void)
{
    static double took[FRAMES];
    struct roster roster;
    struct canvas canvas;
    struct track track;
    struct screen screen = {.roster = &roster, .track_count = 1, .replay = true, .speed = 1};
    make_tape();
    view_init(&screen.view);
    roster_init(&roster);
    canvas_init(&canvas, false);
    track_init(&track, NULL, &tape);
    track_follow(&track, &roster);
    screen.tracks[0] = &track;
    screen.now = track.model.now;
    screen.axis_end = screen_whole_axis(screen.now);
    for (int i = 0; i < FRAMES; i++) {
        uint64_t whole = screen.axis_end, at = measure_random_us() * (whole / 1000000);
        screen.scroll = measure_random_us() % TASKS;
        screen.view.fold = FOLD_KINDS - 1 - (enum view_fold)(i % FOLD_KINDS);
        screen.view.order = (enum view_order)(i / 3 % ORDER_KINDS);
        screen.view.text[0] = '\0';
        if (i % 7 == 0)
            snprintf(screen.view.text, sizeof screen.view.text, "task %d", i % 10);
        screen.view.changes++;
        view_zoom(&screen.view, whole, at, i % 20 == 0 ? 1e9 : 0.5);
        view_pan(&screen.view, whole, i % 3 - 1);
        measure_start();
        screen_draw(&canvas, &screen, ROWS, COLUMNS);
        took[i] = measure_elapsed() * 1e3;
    }
    qsort(took, FRAMES, sizeof *took, earlier);
    measure_print("frame_p99", took[FRAMES * 99 / 100], "ms");
}

/* Take what the screen draws, for so many seconds. */
static void watch(int terminal, double seconds)
{
    struct pollfd news = {.fd = terminal, .events = POLLIN};
    double end = measure_now() + seconds;
    char bytes[4096];
    while (measure_now() < end)
        if (poll(&news, 1, 50) > 0 && read(terminal, bytes, sizeof bytes) < 1)
            return;
}

/* A lesson, live for five seconds: how much of a processor all of it takes. */
static void measure_viewer(void)
{
    enum { SECONDS = 5 };
    struct winsize size = {.ws_row = 24, .ws_col = 80};
    struct rusage usage;
    int terminal, status;
    pid_t child = forkpty(&terminal, NULL, NULL, &size);
    if (child == 0) {
        setenv("TERM", "xterm-256color", 1);
        execl("build/lessons/01-sync-vs-async", "01-sync-vs-async", "--live", (char *)NULL);
        _exit(127);
    }
    if (child < 0)
        exit(1);
    watch(terminal, 1);
    if (write(terminal, " ", 1) != 1)
        exit(1);
    watch(terminal, SECONDS);
    if (write(terminal, "q", 1) != 1)
        exit(1);
    watch(terminal, 0.5);
    if (wait4(child, &status, 0, &usage) != child || status != 0)
        exit(1);
    measure_print("viewer", 100.0 / (SECONDS + 1) *
                  ((double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
                   (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6), "%");
}

/* Take the records of a child and forget them: it is recorded, but nobody looks. */
static void take_all(struct launch *child)
{
    while (!launch_ended(child, NULL)) {
        launch_recording(child)->count = 0;
        if (launch_drain(child) == 0)
            launch_wait(&child, 1, 0.1);
    }
}

/* The same for a live screen: taken and fed by turns, and drawn thirty times a second. */
static void take_and_draw(struct launch *child)
{
    struct roster roster;
    struct canvas canvas;
    struct track track;
    struct screen screen = {.roster = &roster, .track_count = 1, .speed = 1};
    double next = 0;
    view_init(&screen.view);
    roster_init(&roster);
    canvas_init(&canvas, false);
    track_init(&track, NULL, launch_recording(child));
    screen.tracks[0] = &track;
    while (!launch_ended(child, NULL)) {
        if (launch_drain(child) == 0)
            launch_wait(&child, 1, 0.1);
        track_follow_on(&track, &roster);
        if (measure_now() < next)
            continue;
        screen.now = track.model.now;
        screen.axis_end = screen_axis_for(screen.now + 1);
        screen_draw(&canvas, &screen, ROWS, COLUMNS);
        next = measure_now() + 1.0 / 30;
    }
    track_done(&track);
}

/* How long a yield takes in a child that is recorded into a ring, ns. */
static double yield_under(void (*follow)(struct launch *))
{
    char *argv[] = {"build/plain/tests/bench/core", "yield_told", NULL}, error[256];
    struct launch_options how = {.argv = argv, .clock = LOG_CLOCK_REAL, .stretch = 1};
    struct launch *child = launch_start(&how, error, sizeof error);
    if (!child)
        exit(1);
    follow(child);
    double ns = strtod(launch_errors(child), NULL);
    launch_free(child);
    return ns;
}

static void measure_watched(void)
{
    double alone = INFINITY, watched = INFINITY;
    for (int i = 0; i < 3; i++) {       /* others take the second processor, too */
        alone = fmin(alone, yield_under(take_all));
        watched = fmin(watched, yield_under(take_and_draw));
    }
    measure_print("yield_ring", alone, "ns");
    measure_print("yield_watched", watched, "ns");
    measure_print("watched", 100 * (watched / alone - 1), "%");
}

/* The other forms. */
static void measure_forms(void)
{
    struct text_options how = {.width = 80};
    struct model model;
    FILE *out = fopen("/dev/null", "w");
    make_tape();
    model_init(&model, &tape.header);
    model_feed(&model, tape.records, tape.count);
    struct side side = {NULL, &model};
    measure_start();
    svg_render(out, &side, 1, NULL);
    measure_print("form_svg", measure_elapsed() * 1e3, "ms");
    measure_start();
    perfetto_render(out, &side, 1);
    measure_print("form_trace", measure_elapsed() * 1e3, "ms");
    measure_start();
    tale_render(out, &side, &tape, 1, &how);
    measure_print("form_story", measure_elapsed() * 1e3, "ms");
    fclose(out);
}

int main(int argc, char **argv)
{
    static const struct figure figures[] = {
        {"open", measure_open}, {"frame", measure_frame}, {"viewer", measure_viewer},
        {"forms", measure_forms}, {"watched", measure_watched},
        {NULL, NULL},
    };
    setlocale(LC_ALL, "C.UTF-8");
    return measure_main(argc, argv, figures);
}
