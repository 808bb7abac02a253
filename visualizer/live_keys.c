/* SPDX-License-Identifier: MIT */
/* What each key does. */
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

static void start_or_pause(struct live *live)
{
    if (live->screen.looking_back || remote_paused(live->remote))
        go_on(live);
    else
        pause_run(live);
}

static void change_speed(struct live *live, int by)
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

static void move(struct live *live, int by)
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

static void previous_stop(struct live *live)
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

static void one_step(struct live *live)
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

/* ---- Keys ---------------------------------------------------------------- */

static void scroll(struct live *live, int by)
{
    if (by > 0)
        live->screen.scroll++;
    else if (live->screen.scroll > 0)
        live->screen.scroll--;
}

static void character(struct live *live, uint32_t character)
{
    switch (character) {
    case ' ': start_or_pause(live); break;
    case '.': one_step(live); break;
    case ',': previous_stop(live); break;
    case '+': case '=': change_speed(live, 1); break;
    case '-': change_speed(live, -1); break;
    case 'r': live->again = true; break;
    case '?': live->screen.help = true; break;
    case 'q': live->quit = true; break;
    }
}

static void close_help(struct live *live, struct terminal_input input)
{
    if (input.key != TERMINAL_OTHER)
        live->screen.help = false;
}

void live_key(struct live *live, struct terminal_input input)
{
    live->dirty = true;
    if (live->screen.help) {
        close_help(live, input);
        return;
    }
    switch (input.key) {
    case TERMINAL_CHARACTER: character(live, input.character); break;
    case TERMINAL_PAGE_DOWN: start_or_pause(live); break;
    case TERMINAL_PAGE_UP: previous_stop(live); break;
    case TERMINAL_LEFT: move(live, -1); break;
    case TERMINAL_RIGHT: move(live, 1); break;
    case TERMINAL_HOME: live_look_at(live, 0); break;
    case TERMINAL_END: live_look_at(live, LOG_NEVER - 1); break;
    case TERMINAL_UP: scroll(live, -1); break;
    case TERMINAL_DOWN: scroll(live, 1); break;
    case TERMINAL_REDRAW: terminal_redraw(); break;
    default: break;
    }
}
