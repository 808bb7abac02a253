/* SPDX-License-Identifier: MIT */
/* The clock and the moment: pausing, steps, and moving in time both ways. */
#include "live_inside.h"

enum { MOVES = 60 };            /* arrow keys from one end of the axis to the other */

/* ---- The clock ----------------------------------------------------------- */

static void pause_run(struct live *live)
{
    live->playing = false;
    remote_pause(live->remote);
    live->screen.ready = false;
}

/* What was looked back at is played from there: our own clock, while the run waits. */
static void play(struct live *live)
{
    live->playing = true;
    live->play_from = live->screen.now;
    live->play_began = race_clock();
}

static void go_on(struct live *live)
{
    live->screen.ready = false;
    if (live->screen.looking_back)
        play(live);
    else if (!screen_finished(&live->screen) || !live->screen.replay)
        remote_go(live->remote);
}

void live_play(struct live *live)
{
    double passed = (race_clock() - live->play_began) * remote_speed(live->remote) * 1e9;
    uint64_t now = live->play_from + (uint64_t)passed;

    live->dirty = true;
    if (now < live_time(live)) {
        live->screen.now = now;
        for (int i = 0; i < live->track_count; i++)
            track_seek(&live->tracks[i], &live->roster, now);
        return;
    }
    live->playing = live->screen.looking_back = false;
    if (!race_over(&live->race))
        remote_go(live->remote);
}

void live_start_or_pause(struct live *live)
{
    if (!live->playing && remote_paused(live->remote))
        go_on(live);
    else
        pause_run(live);
}

void live_change_speed(struct live *live, int by)
{
    static const double speeds[] = {0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1,
                                    2, 5, 10, 20, 50, 100};
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
    if (live->playing) {
        live->play_from = live->screen.now;
        live->play_began = race_clock();
    }
    remote_set_speed(live->remote, speeds[i]);
}

/* ---- Moving in time ------------------------------------------------------ */

void live_look_at(struct live *live, uint64_t time)
{
    struct screen *screen = &live->screen;

    pause_run(live);
    live->events = 0;
    if (screen->replay) {
        live_set_clock(live, time < live->end ? time : live->end);
    } else {
        screen->looking_back = time < live_time(live);
        screen->now = time;
    }
    for (int i = 0; i < live->track_count; i++)
        if (screen->replay || screen->looking_back)
            track_seek(&live->tracks[i], &live->roster, time);
    view_hold(&screen->view, screen->axis_end, time < screen->axis_end ? time : live_time(live));
}

void live_move(struct live *live, int by)
{
    uint64_t begin, end, step, now = live->screen.now;

    view_window(&live->screen.view, live->screen.axis_end, &begin, &end);
    step = (end - begin) / MOVES;
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
    view_hold(&screen->view, screen->axis_end, time);
}

/* The next stop, or several that fall on one time.  False: there is none. */
static bool next_stop(struct live *live, enum track_stop kind)
{
    uint64_t fed[LIVE_SIDES], stop[LIVE_SIDES], time = LOG_NEVER;
    bool any[LIVE_SIDES];

    for (int i = 0; i < live->track_count; i++) {
        const struct track *track = &live->tracks[i];

        fed[i] = track->model.fed;
        any[i] = track_next_stop(track, kind, &stop[i]);
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

void live_step_back(struct live *live, enum track_stop kind)
{
    uint64_t fed[LIVE_SIDES], stop[LIVE_SIDES], time = 0;

    for (int i = 0; i < live->track_count; i++) {
        const struct track *track = &live->tracks[i];

        fed[i] = track->model.fed;
        if (track_previous_stop(track, kind, &stop[i]) && track_time(track, stop[i]) > time)
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
        if (!next_stop(live, TRACK_STEP))
            live_look_at(live, screen->replay ? live->end : LOG_NEVER - 1);
        return;
    }
    pause_run(live);
    race_ask_step(&live->race);
}

/* Where a run has not come to yet it takes a step, and we look at its first event. */
void live_event(struct live *live)
{
    struct screen *screen = &live->screen;
    uint64_t fed[LIVE_SIDES];

    pause_run(live);
    if (next_stop(live, TRACK_EVENT) || screen->replay || race_over(&live->race))
        return;
    for (int i = 0; i < live->track_count; i++)
        fed[i] = live->tracks[i].model.fed;
    if (!screen->looking_back)
        look_at_records(live, fed);
    live->events++;
    race_ask_step(&live->race);
}

void live_events_came(struct live *live)
{
    while (live->events > 0 && next_stop(live, TRACK_EVENT))
        live->events--;
}
