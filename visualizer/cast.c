/* SPDX-License-Identifier: MIT */
/* The screen, played into a file. */
#include "cast.h"

#include <stdlib.h>
#include <string.h>

#include "ansi.h"
#include "grow.h"
#include "jot.h"
#include "screen.h"
#include "side.h"
#include "waits.h"
#include "words.h"

enum {
    FRAMES = 12,                /* a second */
    MOMENTS = 4000,             /* told apart in a run */
    MARKERS = 100,
    NS = 1000000000
};
static const double idle = 3, shortest = 4, held = 2;      /* seconds played */

struct cast {
    struct jot jot;
    struct ansi ansi;
    struct canvas canvas;
    struct screen screen;
    struct roster roster;
    struct track tracks[SCREEN_SIDES];
    const struct recording *logs;
    int n, rows, columns;
    uint64_t end;               /* ns */
    uint64_t *moments;          /* when something happened, in order; the last is `end` */
    uint64_t moment_count, moment_capacity;
    double rate;                /* seconds of the run in one that is played */
    double played, shown;       /* seconds; when the last frame came */
    int markers;
};

/* ---- When something happens ----------------------------------------------------- */

static int earlier(const void *a, const void *b)
{
    const uint64_t *one = a, *other = b;

    return (*one > *other) - (*one < *other);
}

static void add_moment(struct cast *cast, uint64_t time)
{
    cast->moments = grow(cast->moments, &cast->moment_capacity, cast->moment_count + 1,
                         sizeof *cast->moments);
    cast->moments[cast->moment_count++] = time;
}

/* One of each stretch of the run is enough: frames are no nearer to each other. */
static void find_moments(struct cast *cast, const struct track *track)
{
    uint64_t apart = cast->end / MOMENTS, last = 0;

    for (uint64_t i = 1; i <= track->log->count; i++) {
        uint64_t time = track_time(track, i);

        if (time <= last + apart || time > cast->end)
            continue;
        add_moment(cast, time);
        last = time;
    }
}

/* How long it would take at this rate, without what nothing happens in. */
static double length_of(const struct cast *cast, double rate)
{
    double sum = 0;
    uint64_t last = 0;

    for (uint64_t i = 0; i < cast->moment_count; i++) {
        double gap = (double)(cast->moments[i] - last) / NS / rate;

        sum += gap < idle ? gap : idle;
        last = cast->moments[i];
    }
    return sum;
}

/* Real speed, but for runs that would be over at once, or not soon enough. */
static void choose_rate(struct cast *cast, double limit)
{
    double end = (double)cast->end / NS;

    cast->rate = 1;
    if (end > 0 && end < shortest / 2)
        cast->rate = end / shortest;
    while (length_of(cast, cast->rate) > limit && cast->rate < 1e12)
        cast->rate *= 1.1;
}

/* ---- Events of the file ----------------------------------------------------------- */

static void put_event(struct cast *cast, const char *what, const char *bytes, size_t size)
{
    struct jot line;

    jot_init(&line, cast->jot.out);
    jot_list(&line, NULL);
    jot_time(&line, NULL, (uint64_t)(cast->played * 1e6) * 1000, NS);
    jot_text(&line, NULL, what);
    jot_bytes(&line, NULL, bytes, size);
    jot_close(&line);
    fputc('\n', cast->jot.out);
}

static void put_header(struct cast *cast, const char *title)
{
    jot_object(&cast->jot, NULL);
    jot_number(&cast->jot, "version", 2);
    jot_number(&cast->jot, "width", (uint64_t)cast->columns);
    jot_number(&cast->jot, "height", (uint64_t)cast->rows);
    if (title)
        jot_text(&cast->jot, "title", title);
    jot_object(&cast->jot, "env");
    jot_text(&cast->jot, "TERM", "xterm-256color");
    jot_close(&cast->jot);
    jot_close(&cast->jot);
    fputc('\n', cast->jot.out);
}

static void put_frame(struct cast *cast)
{
    screen_draw(&cast->canvas, &cast->screen, cast->rows, cast->columns);
    const char *bytes = ansi_frame(&cast->ansi, &cast->canvas);

    if (cast->ansi.size)
        put_event(cast, "o", bytes, cast->ansi.size);
    cast->shown = cast->played;
}

/* A marker for each task that ended among the records from `from` on. */
static void put_markers(struct cast *cast, const struct track *track, uint64_t from)
{
    for (uint64_t i = from; i < track->model.fed && cast->markers < MARKERS; i++) {
        const struct log_record *record = &track->log->records[i];
        const struct lane *lane = record->kind == LOG_DONE
                                      ? model_lane(&track->model, record->task) : NULL;
        char name[WAITS_NAME], label[WAITS_NAME + 16];

        if (!lane || !lane->done)
            continue;
        snprintf(label, sizeof label, "%s %s", waits_name(name, &track->model, lane),
                 lane->outcome == LOG_RETURNED ? "done"
                 : lane->outcome == LOG_CANCELLED ? "cancelled" : "failed");
        put_event(cast, "m", label, strlen(label));
        cast->markers++;
    }
}

/* ---- Playing ------------------------------------------------------------------------ */

static void go_to(struct cast *cast, uint64_t time)
{
    cast->screen.now = time;
    for (int i = 0; i < cast->n; i++) {
        uint64_t from = cast->tracks[i].model.fed;

        track_seek(&cast->tracks[i], &cast->roster, time);
        put_markers(cast, &cast->tracks[i], from);
    }
}

/* From one moment to the next: frames while nothing happens but time. */
static void play_gap(struct cast *cast, uint64_t from, uint64_t to)
{
    double gap = (double)(to - from) / NS, takes = gap / cast->rate, begin = cast->played;

    takes = takes < idle ? takes : idle;
    int frames = (int)(takes * FRAMES) + 1;
    cast->screen.speed = takes > 0 ? gap / takes : cast->rate;
    for (int i = 1; i <= frames; i++) {
        bool last = i == frames;
        uint64_t time = last ? to : from + (to - from) / (uint64_t)frames * (uint64_t)i;

        cast->played = begin + takes * i / frames;
        go_to(cast, time);
        if (cast->played - cast->shown > (last ? 0.3 : 0.9) / FRAMES ||
            (last && to == cast->end))
            put_frame(cast);
    }
}

static void open_tracks(struct cast *cast)
{
    roster_init(&cast->roster);
    for (int i = 0; i < cast->n; i++) {
        struct track *track = &cast->tracks[i];
        uint64_t end;

        track_init(track, side_label(&cast->logs[i], cast->n), &cast->logs[i]);
        cast->screen.tracks[i] = track;
        track_follow(track, &cast->roster);             /* names of all lanes */
        end = track->model.now;
        cast->end = end > cast->end ? end : cast->end;
    }
    for (int i = 0; i < cast->n; i++)
        track_seek_record(&cast->tracks[i], &cast->roster, 0);
    for (int i = 0; i < cast->n; i++)
        find_moments(cast, &cast->tracks[i]);
    if (cast->moment_count)
        qsort(cast->moments, cast->moment_count, sizeof *cast->moments, earlier);
    add_moment(cast, cast->end);
}

static void close_all(struct cast *cast)
{
    for (int i = 0; i < cast->n; i++)
        track_done(&cast->tracks[i]);
    screen_done(&cast->screen);
    roster_done(&cast->roster);
    canvas_done(&cast->canvas);
    ansi_done(&cast->ansi);
    free(cast->moments);
}

void cast_render(FILE *out, const struct recording *logs, int n,
                 const struct cast_options *options)
{
    struct cast cast = {.logs = logs, .n = n < SCREEN_SIDES ? n : SCREEN_SIDES,
                        .rows = options->rows ? options->rows : 30,
                        .columns = options->columns ? options->columns : 100};
    uint64_t at = 0;

    jot_init(&cast.jot, out);
    ansi_init(&cast.ansi);
    canvas_init(&cast.canvas, options->ascii);
    cast.screen = (struct screen){.title = options->title, .roster = &cast.roster,
                                  .track_count = cast.n, .replay = true};
    view_init(&cast.screen.view);
    open_tracks(&cast);
    choose_rate(&cast, options->seconds > 0 ? options->seconds : 60);
    cast.screen.axis_end = screen_whole_axis(cast.end);
    cast.screen.speed = cast.rate;
    put_header(&cast, options->title);
    go_to(&cast, 0);
    put_frame(&cast);
    for (uint64_t i = 0; i < cast.moment_count; i++) {
        if (cast.moments[i] > at)
            play_gap(&cast, at, cast.moments[i]);
        at = cast.moments[i];
    }
    cast.played += held;                /* the end stays for a look */
    put_event(&cast, "o", "\033[0m", 4);
    close_all(&cast);
}
