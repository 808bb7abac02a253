/* SPDX-License-Identifier: MIT */
/* The live screen's logs and clock: children started under one remote, or kept logs
 * with a clock of our own; and their end. */
#include <stdio.h>
#include <string.h>

#include "live_inside.h"

static const uint64_t second = 1000000000;

/* ---- The clock ----------------------------------------------------------- */

uint64_t live_time(const struct live *live)
{
    uint64_t time = remote_now(live->remote);

    for (int i = 0; i < live->race.count; i++)
        if (live->tracks[i].model.now > time)
            time = live->tracks[i].model.now;
    return time;
}

void live_set_clock(struct live *live, uint64_t time)
{
    double speed = remote_speed(live->remote);

    if (time < remote_now(live->remote)) {
        struct remote *other = remote_new(live->error, sizeof live->error);

        if (!other) {
            live->quit = true;
            return;
        }
        remote_free(live->remote);
        live->remote = other;
        remote_set_speed(other, speed);
    }
    remote_pause(live->remote);
    remote_advance(live->remote, time);
}

/* ---- Starting ------------------------------------------------------------ */

static const char *label_of(const struct live_options *options, int side,
                            const struct recording *log, int sides)
{
    return options->sides[side].label ? options->sides[side].label : side_label(log, sides);
}

static void add_track(struct live *live, const struct recording *log, int sides)
{
    int i = live->track_count++;

    track_init(&live->tracks[i], label_of(live->options, i, log, sides), log);
    live->screen.tracks[i] = &live->tracks[i];
    live->screen.track_count = live->track_count;
    live->screen.view.side = i;     /* of a race the side that has a loop to show */
}

void live_expect_lanes(struct live *live)
{
    const char *const *name = live->options->lane_names;

    roster_expect(&live->roster, "main");
    if (name && strcmp(*name ? *name : "", "main") == 0)
        name++;
    for (; name && *name; name++)
        roster_expect(&live->roster, *name);
}

bool live_start_children(struct live *live)
{
    const struct live_options *options = live->options;

    live->remote = remote_new(live->error, sizeof live->error);
    if (!live->remote)
        return false;
    remote_set_speed(live->remote, live->screen.speed);
    if (!race_start(&live->race, options, live->remote, live->error, sizeof live->error))
        return false;
    for (int i = 0; i < live->race.count; i++)
        add_track(live, launch_recording(live->race.children[i]), live->race.count);
    live->screen.ready = true;
    return true;
}

bool live_start_replay(struct live *live, int n)
{
    live->remote = remote_new(live->error, sizeof live->error);
    if (!live->remote)
        return false;
    remote_set_speed(live->remote, live->screen.speed);
    live->end = 0;
    for (int i = 0; i < n; i++) {
        uint64_t end;

        add_track(live, &live->logs[i], n);
        track_follow(&live->tracks[i], &live->roster);      /* names of all lanes */
        end = track_time(&live->tracks[i], live->logs[i].count);
        if (end > live->end)
            live->end = end;
    }
    if (live->options->classroom)
        live_classroom_begin(live);
    for (int i = 0; i < n; i++)
        track_seek_record(&live->tracks[i], &live->roster, 0);
    live->screen.axis_end = screen_whole_axis(live->end);
    live->screen.ready = true;
    return true;
}

void live_forget_run(struct live *live)
{
    for (int i = 0; i < live->track_count; i++)
        track_done(&live->tracks[i]);
    live->track_count = live->screen.track_count = 0;
    reading_forget_run(&live->reading);
    race_stop(&live->race);
    remote_free(live->remote);
    live->remote = NULL;
}

static uint64_t first_axis(const struct live_options *options)
{
    double stretch = options->stretch > 0 ? options->stretch : 1;
    double seconds = options->axis_seconds > 0 ? options->axis_seconds * stretch : 1;

    return seconds < 1e-6 ? second : seconds > 1e9 ? second * second
                                                   : (uint64_t)(seconds * 1e9);
}

void live_begin(struct live *live, const struct live_options *options)
{
    *live = (struct live){.options = options, .dirty = true};
    live->screen = (struct screen){
        .number = options->number, .title = options->title,
        .question = options->question, .moral = options->moral,
        .roster = &live->roster, .axis_end = first_axis(options),
        .speed = options->speed > 0 ? options->speed : 1, .paused = true,
    };
    view_init(&live->screen.view);
    roster_init(&live->roster);
    reading_init(&live->reading);
    live->screen.reading = &live->reading;
    canvas_init(&live->canvas, terminal_ascii());
}

void live_start_again(struct live *live)
{
    int n = live->track_count;
    bool started;

    live->again = false;
    live->screen.speed = remote_speed(live->remote);
    live->screen.looking_back = live->playing = false;
    live->events = 0;
    live->screen.view.zoomed = false;
    live->screen.now = 0;
    live_forget_run(live);
    started = live->screen.replay ? live_start_replay(live, n) : live_start_children(live);
    if (!started)
        live->quit = true;
    live->dirty = true;
}
