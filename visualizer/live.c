/* SPDX-License-Identifier: MIT */
/* The loop of the live screen: signals, keys, children, clock, picture. */
#define _POSIX_C_SOURCE 200809L
#include "live.h"

#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <signal.h>

#include "live_inside.h"
#include "signals.h"

enum {
    FRAME_MS = 33,              /* thirty pictures a second at most */
    LOOK_MS = 5                 /* between two looks at the rings */
};

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
    if (options->sides[side].label)
        return options->sides[side].label;
    if (sides < 2)
        return NULL;
    return log->header.flags & LOG_SYNCHRONOUS ? "One after another" : "Waiting together";
}

static void add_track(struct live *live, const struct recording *log, int sides)
{
    int i = live->track_count++;

    track_init(&live->tracks[i], label_of(live->options, i, log, sides), log);
    live->screen.tracks[i] = &live->tracks[i];
    live->screen.track_count = live->track_count;
}

static void expect_lanes(struct live *live)
{
    const char *const *name = live->options->lane_names;

    roster_expect(&live->roster, "main");
    if (name && strcmp(*name ? *name : "", "main") == 0)
        name++;
    for (; name && *name; name++)
        roster_expect(&live->roster, *name);
}

static bool start_children(struct live *live)
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

/* Rounded up, so that the last label is a round number. */
static uint64_t whole_axis(uint64_t end)
{
    uint64_t unit = screen_axis_for(end) / 10;

    return end == 0 ? second : (end - end / 100 + unit - 1) / unit * unit;
}

static bool start_replay(struct live *live, int n)
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
    for (int i = 0; i < n; i++)
        track_seek_record(&live->tracks[i], &live->roster, 0);
    live->screen.axis_end = whole_axis(live->end);
    live->screen.ready = true;
    return true;
}

static void forget_run(struct live *live)
{
    for (int i = 0; i < live->track_count; i++)
        track_done(&live->tracks[i]);
    live->track_count = live->screen.track_count = 0;
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

static void begin(struct live *live, const struct live_options *options)
{
    *live = (struct live){.options = options, .dirty = true};
    live->screen = (struct screen){
        .number = options->number, .title = options->title,
        .question = options->question, .moral = options->moral,
        .roster = &live->roster, .axis_end = first_axis(options),
        .speed = options->speed > 0 ? options->speed : 1, .paused = true,
    };
    roster_init(&live->roster);
    canvas_init(&live->canvas, terminal_ascii());
}

static void start_again(struct live *live)
{
    int n = live->track_count;
    bool started;

    live->again = false;
    live->screen.speed = remote_speed(live->remote);
    live->screen.looking_back = false;
    live->screen.now = 0;
    forget_run(live);
    started = live->screen.replay ? start_replay(live, n) : start_children(live);
    if (!started)
        live->quit = true;
    live->dirty = true;
}

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

        live->dirty = live->dirty || now || before;
        live->tracks[i].trouble = now;
        live->tracks[i].over = launch_ended(live->race.children[i], NULL);
    }
}

static void follow_children(struct live *live, bool news)
{
    bool moving = race_go_on(&live->race);

    if (live->screen.looking_back)
        return;
    for (int i = 0; i < live->track_count; i++)
        track_follow(&live->tracks[i], &live->roster);
    tell_troubles(live);
    live->screen.now = live_time(live);
    if (race_over(&live->race))
        end_race(live);
    live->dirty = live->dirty || news || moving || !remote_paused(live->remote);
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
    live->dirty = true;
}

static void draw(struct live *live)
{
    int rows, columns;

    live->screen.paused = remote_paused(live->remote);
    live->screen.speed = remote_speed(live->remote);
    terminal_size(&rows, &columns);
    screen_draw(&live->canvas, &live->screen, rows, columns);
    terminal_show(&live->canvas);
    live->dirty = false;
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

    if (live->dirty || !remote_paused(live->remote))
        ms = left > 0 ? (int)left + 1 : 0;
    if (!race_over(&live->race) && (ms < 0 || ms > LOOK_MS))
        ms = LOOK_MS;
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
            start_again(live);
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
    forget_run(live);
    roster_done(&live->roster);
    canvas_done(&live->canvas);
    signals_close();
    if (signal != 0)
        signals_die(signal);
    return status;
}

static bool take_terminal(const struct live_options *options)
{
    struct terminal_options wish = {options->no_color, options->ascii};
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
    begin(&live, options);
    expect_lanes(&live);
    if (start_children(&live))
        signal = watch(&live);
    return finish(&live, signal);
}

int live_replay(const struct recording *logs, int n, const struct live_options *options)
{
    struct live live;
    int signal = 0;

    if (!take_terminal(options))
        return 1;
    begin(&live, options);
    live.logs = logs;
    live.screen.replay = true;
    if (start_replay(&live, n < LIVE_SIDES ? n : LIVE_SIDES))
        signal = watch(&live);
    return finish(&live, signal);
}
