/* SPDX-License-Identifier: MIT */
/* The clock and the moment: pausing, steps, and moving in time both ways. */
#include "live_inside.h"

enum { MOVES = 60 };            /* arrow keys from one end of the axis to the other */

/* ---- The clock ----------------------------------------------------------- */

static void pause_run(struct live *live)
{
    remote_pause(live->remote);
    live->screen.ready = false;
}

static void go_on(struct live *live)
{
    live->screen.ready = false;
    live->screen.looking_back = false;
    if (!screen_finished(&live->screen) || !live->screen.replay)
        remote_go(live->remote);
}

void live_start_or_pause(struct live *live)
{
    if (live->screen.looking_back || remote_paused(live->remote))
        go_on(live);
    else
        pause_run(live);
}

void live_change_speed(struct live *live, int by)
{
    static const double speeds[] = {0.1, 0.2, 0.5, 1, 2, 5, 10};
    enum { LAST = sizeof speeds / sizeof *speeds - 1 };
    double speed = remote_speed(live->remote);
    int i;

    if (by > 0) {
        for (i = 0; i < LAST && speeds[i] < speed * 1.001; i++)
            ;
    } else {
        for (i = LAST; i > 0 && speeds[i] > speed * 0.999; i--)
            ;
    }
    remote_set_speed(live->remote, speeds[i]);
}

/* ---- Moving in time ------------------------------------------------------ */

void live_look_at(struct live *live, uint64_t time)
{
    struct screen *screen = &live->screen;

    pause_run(live);
    if (screen->replay) {
        live_set_clock(live, time < live->end ? time : live->end);
    } else {
        screen->looking_back = time < live_time(live);
        screen->now = time;
    }
    for (int i = 0; i < live->track_count; i++)
        if (screen->replay || screen->looking_back)
            track_seek(&live->tracks[i], &live->roster, time);
}

void live_move(struct live *live, int by)
{
    uint64_t step = live->screen.axis_end / MOVES, now = live->screen.now;

    if (step == 0)
        step = 1;
    if (by < 0)
        live_look_at(live, now > step ? now - step : 0);
    else
        live_look_at(live, now + step);
}

/* The tracks go to these records; the moment is the last of them. */
static void look_at_records(struct live *live, const uint64_t *fed)
{
    struct screen *screen = &live->screen;
    uint64_t time = 0;

    pause_run(live);
    for (int i = 0; i < live->track_count; i++) {
        uint64_t here;

        track_seek_record(&live->tracks[i], &live->roster, fed[i]);
        here = track_time(&live->tracks[i], fed[i]);
        if (here > time)
            time = here;
    }
    if (screen->replay)
        live_set_clock(live, time);
    else
        screen->looking_back = true;
    screen->now = time;
}

/* The next stop, or several that fall on one time.  False: there is none. */
static bool next_stop(struct live *live)
{
    uint64_t fed[LIVE_SIDES], stop[LIVE_SIDES], time = LOG_NEVER;
    bool any[LIVE_SIDES];

    for (int i = 0; i < live->track_count; i++) {
        const struct track *track = &live->tracks[i];

        fed[i] = track->model.fed;
        any[i] = track_next_stop(track, &stop[i]);
        if (any[i] && track_time(track, stop[i]) < time)
            time = track_time(track, stop[i]);
    }
    if (time == LOG_NEVER)
        return false;
    for (int i = 0; i < live->track_count; i++)
        if (any[i] && track_time(&live->tracks[i], stop[i]) == time)
            fed[i] = stop[i];
    look_at_records(live, fed);
    return true;
}

void live_step_back(struct live *live)
{
    uint64_t fed[LIVE_SIDES], stop[LIVE_SIDES], time = 0;

    for (int i = 0; i < live->track_count; i++) {
        const struct track *track = &live->tracks[i];

        fed[i] = track->model.fed;
        if (track_previous_stop(track, &stop[i]) && track_time(track, stop[i]) > time)
            time = track_time(track, stop[i]);
    }
    for (int i = 0; i < live->track_count; i++)
        if (track_time(&live->tracks[i], stop[i]) == time)
            fed[i] = stop[i];
    look_at_records(live, fed);
    for (int i = 0; i < live->track_count; i++)
        if (track_time(&live->tracks[i], fed[i]) > time)
            track_seek(&live->tracks[i], &live->roster, time);
    live->screen.now = time;
}

void live_step(struct live *live)
{
    struct screen *screen = &live->screen;

    if (screen->replay || screen->looking_back) {
        if (!next_stop(live))
            live_look_at(live, screen->replay ? live->end : LOG_NEVER - 1);
        return;
    }
    pause_run(live);
    race_ask_step(&live->race);
}

