/* SPDX-License-Identifier: MIT */
/* The loop of the live screen: signals, keys, children, clock, picture. */
#define _POSIX_C_SOURCE 200809L
#include "live.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>

#include "live_inside.h"
#include "signals.h"

enum {
    FRAME_MS = 33,              /* thirty pictures a second at most */
    LOOK_MS = 5                 /* between two looks at the rings */
};

/* ---- Each time round ----------------------------------------------------- */

static void grow_axis(struct live *live)
{
    uint64_t end = live->screen.axis_end;

    if (live->screen.now > end + end / 100)
        live->screen.axis_end = screen_axis_for(live->screen.now);
}

/* Once all have ended, time stands at the last thing that happened. */
static void end_race(struct live *live)
{
    uint64_t last = 0;

    remote_pause(live->remote);
    for (int i = 0; i < live->track_count; i++)
        if (live->tracks[i].model.now > last)
            last = live->tracks[i].model.now;
    live->screen.now = last;
}

static void tell_troubles(struct live *live)
{
    for (int i = 0; i < live->race.count; i++) {
        const char *before = live->tracks[i].trouble;
        const char *now = race_trouble(&live->race, i, &live->tracks[i].model);

        /* How long a child hangs changes while it does. */
        live->dirty = live->dirty || !now != !before ||
                      (now && !launch_ended(live->race.children[i], NULL));
        live->tracks[i].trouble = now;
        live->tracks[i].over = launch_ended(live->race.children[i], NULL);
    }
}

/* Feed and take by turns, for a picture's time at most, so that no program has to wait
 * for us. */
static void follow_tracks(struct live *live)
{
    double end = race_clock() + FRAME_MS / 1000.0;

    do {
        live->behind = false;
        for (int i = 0; i < live->track_count; i++)
            if (!track_follow_on(&live->tracks[i], &live->roster))
                live->behind = true;
        if (live->behind && race_drain(&live->race))
            live->news = true;
    } while (live->behind && race_clock() < end);
}

static void follow_children(struct live *live, bool news)
{
    bool moving = race_go_on(&live->race);

    news = news || live->news;
    live->news = false;
    if (live->events > 0 && news)
        live_events_came(live);
    if (live->playing)
        live_play(live);
    if (live->screen.looking_back)
        return;
    follow_tracks(live);
    live->screen.now = live_time(live);
    if (!live->behind)
        tell_troubles(live);
    if (!live->behind && race_over(&live->race))
        end_race(live);
    live->dirty = live->dirty || news || moving || live->behind || live->news ||
                  !remote_paused(live->remote);
    grow_axis(live);
}

static void follow_logs(struct live *live)
{
    if (remote_paused(live->remote)) {
        live->screen.now = remote_now(live->remote);
        return;
    }
    live->screen.now = remote_now(live->remote);
    if (live->screen.now >= live->end)
        live_look_at(live, live->end);
    live->screen.now = remote_now(live->remote);
    for (int i = 0; i < live->track_count; i++)
        track_seek(&live->tracks[i], &live->roster, live->screen.now);
    if (live->screen.classroom.on)
        live_classroom_go(live);
    live->dirty = true;
}

static void draw(struct live *live)
{
    int rows, columns;

    struct view *view = &live->screen.view;

    live->screen.paused = remote_paused(live->remote) && !live->playing;
    if (view->follow && live->screen.now != live->shown)
        view_hold(view, live->screen.axis_end, live->screen.now);
    live->shown = live->screen.now;
    live->screen.speed = remote_speed(live->remote);
    terminal_size(&rows, &columns);
    screen_draw(&live->canvas, &live->screen, rows, columns);
    terminal_show(&live->canvas);
    live->dirty = false;
}

/* Whoever stopped us may have changed the terminal. */
static void take_terminal_again(void)
{
    terminal_leave();
    terminal_enter();
}

/* Stop as the shell asks; the run waits for us. */
static void stop(struct live *live)
{
    bool going = !remote_paused(live->remote);

    if (going)
        remote_pause(live->remote);
    terminal_leave();
    signals_stop();
    terminal_enter();
    if (going)
        remote_go(live->remote);
}

/* The signal that ends us, 0: none. */
static int take_signals(struct live *live)
{
    int signal;

    while ((signal = signals_next()) != 0) {
        if (signals_ends(signal))
            return signal;
        if (signal == SIGTSTP)
            stop(live);
        else if (signal == SIGCONT)
            take_terminal_again();
        terminal_redraw();
        live->dirty = true;
    }
    return 0;
}

static void take_keys(struct live *live)
{
    struct terminal_input input;

    while (!live->quit && (input = terminal_next()).key != TERMINAL_NO_KEY)
        live_key(live, input);
}

/* Wait for a key, a signal, the next look or the next picture.  False: the terminal
 * went away. */
static bool wait_for_news(struct live *live, double next_frame)
{
    struct pollfd fds[2] = {{.fd = terminal_descriptor(), .events = POLLIN},
                            {.fd = signals_descriptor(), .events = POLLIN}};
    double left = (next_frame - race_clock()) * 1000;
    int ms = -1;

    if (live->dirty || live->playing || !remote_paused(live->remote))
        ms = left > 0 ? (int)left + 1 : 0;
    if (!race_over(&live->race) && (ms < 0 || ms > LOOK_MS))
        ms = LOOK_MS;
    if (live->behind)
        ms = 0;
    if (poll(fds, 2, ms) < 0 && errno != EINTR)
        return false;
    return !(fds[0].revents & (POLLHUP | POLLERR | POLLNVAL));
}

/* Until the viewer has seen enough.  The signal that ends us, or 0. */
static int watch(struct live *live)
{
    double next_frame = 0;
    int signal;

    while (!live->quit) {
        signal = take_signals(live);
        if (signal != 0)
            return signal;
        take_keys(live);
        if (live->again)
            live_start_again(live);
        if (live->quit)
            break;
        if (live->screen.replay)
            follow_logs(live);
        else
            follow_children(live, race_drain(&live->race));
        if (live->dirty && race_clock() >= next_frame) {
            draw(live);
            next_frame = race_clock() + FRAME_MS / 1000.0;
        }
        if (!wait_for_news(live, next_frame))
            return SIGHUP;
    }
    return 0;
}

/* ---- The end ------------------------------------------------------------- */

/* What the screen cannot hold, after it is gone. */
static int report(struct live *live)
{
    int status = race_status(&live->race);

    for (int i = 0; i < live->race.count; i++) {
        const struct track *track = &live->tracks[i];
        const char *said = launch_errors(live->race.children[i]);

        if (track->trouble || *said)
            fprintf(stderr, "%s%s%s\n", track->label ? track->label : "",
                    track->label ? ": " : "", track->trouble ? track->trouble
                                                             : "it said on standard error:");
        if (*said)
            fprintf(stderr, "%s%s", said, said[strlen(said) - 1] == '\n' ? "" : "\n");
        if (track->trouble)
            status = 1;
    }
    return status;
}

static int save(struct live *live)
{
    struct recording logs[LIVE_SIDES];
    char error[512];

    if (!live->options->record || live->race.count == 0)
        return 0;
    for (int i = 0; i < live->race.count; i++) {
        launch_stop(live->race.children[i]);
        while (launch_drain(live->race.children[i]) > 0)
            ;
        logs[i] = *launch_recording(live->race.children[i]);
    }
    if (recording_save(live->options->record, logs, live->race.count, error, sizeof error))
        return 0;
    fprintf(stderr, "%s\n", error);
    return 1;
}

static int finish(struct live *live, int signal)
{
    int status = 0;

    terminal_close();
    if (live->error[0]) {
        fprintf(stderr, "%s\n", live->error);
        status = 1;
    }
    if (signal == 0 && !live->screen.replay) {
        status |= report(live);
        status |= save(live);
    }
    live_forget_run(live);
    screen_done(&live->screen);
    roster_done(&live->roster);
    reading_done(&live->reading);
    canvas_done(&live->canvas);
    signals_close();
    if (signal != 0)
        signals_die(signal);
    return status;
}

static bool take_terminal(const struct live_options *options)
{
    struct terminal_options wish = {options->no_color, options->ascii, options->no_mouse,
                                    options->theme};
    char error[256];

    /* Signals first: curses leaves alone what is already caught. */
    if (signals_open(terminal_rescue, error, sizeof error) &&
        terminal_open(&wish, error, sizeof error))
        return true;
    signals_close();
    fprintf(stderr, "%s\n", error);
    return false;
}

int live_run(const struct live_options *options)
{
    struct live live;
    int signal = 0;

    if (!take_terminal(options))
        return 1;
    live_begin(&live, options);
    live_expect_lanes(&live);
    if (live_start_children(&live))
        signal = watch(&live);
    return finish(&live, signal);
}

int live_replay(const struct recording *logs, int n, const struct live_options *options)
{
    struct live live;
    int signal = 0;

    if (!take_terminal(options))
        return 1;
    live_begin(&live, options);
    live.logs = logs;
    live.screen.replay = true;
    if (live_start_replay(&live, n < LIVE_SIDES ? n : LIVE_SIDES))
        signal = watch(&live);
    return finish(&live, signal);
}
