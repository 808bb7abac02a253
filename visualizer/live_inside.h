/* SPDX-License-Identifier: MIT */
/* What the files of the live screen share among themselves. */
#ifndef LIVE_INSIDE_H
#define LIVE_INSIDE_H

#include "canvas.h"
#include "live.h"
#include "race.h"
#include "reading.h"
#include "remote.h"
#include "reveal.h"
#include "roster.h"
#include "screen.h"
#include "terminal.h"
#include "track.h"

struct live {
    const struct live_options *options;
    struct screen screen;
    struct canvas canvas;
    struct roster roster;
    struct reading reading;
    struct track tracks[LIVE_SIDES];
    int track_count;
    struct remote *remote;      /* in a replay: our own clock */
    struct race race;           /* in a replay: nobody */
    const struct recording *logs;   /* replay */
    uint64_t end;               /* replay: ns */
    bool dirty;                 /* what is on the screen is not what it should be */
    bool behind;                /* there are records that the models lack, */
    bool news;                  /* or that came while they were fed */
    bool playing;               /* looking back, with a clock of its own */
    uint64_t play_from;         /* ns */
    double play_began;          /* race_clock() */
    int events;                 /* asked for, have not come yet */
    uint64_t reveal;            /* classroom: on the way to it, ns; LOG_NEVER */
    char question[REVEAL_QUESTION];
    uint64_t shown;             /* the moment of the last picture, ns */
    bool quit, again;           /* asked for */
    char error[256];            /* why it had to end; "" if it did not */
};

/* Everything but the logs. */
void live_begin(struct live *live, const struct live_options *options);
/* Rows for the lanes that the options tell of. */
void live_expect_lanes(struct live *live);
/* Start the children, or the replay of live->logs; false with live->error. */
bool live_start_children(struct live *live);
bool live_start_replay(struct live *live, int n);
void live_forget_run(struct live *live);
/* Forget it and start anew, which may make it quit. */
void live_start_again(struct live *live);

/* What a key does. */
void live_key(struct live *live, struct terminal_input input);
/* Look at that moment: in a replay the clock goes there, else the run waits. */
void live_look_at(struct live *live, uint64_t time);

void live_start_or_pause(struct live *live);
/* One speed of those that there are up (1) or down (-1). */
void live_change_speed(struct live *live, int by);
/* A small part of the axis on (1) or back (-1). */
void live_move(struct live *live, int by);
/* To the next stop (see track.h) or the one before. */
void live_step(struct live *live);
void live_step_back(struct live *live, enum track_stop kind);
/* To the next event; those that a run was asked for, once they came. */
void live_event(struct live *live);
void live_events_came(struct live *live);
/* While live->playing: on by what has passed, and into the run once it is there. */
void live_play(struct live *live);
/* live_search.c: keys while a text is typed; to a lane that has it, on or back. */
void live_type(struct live *live, struct terminal_input input);
void live_next_match(struct live *live, int by);
/* live_classroom.c: a replay before a class.  Its keys: false if it is like elsewhere. */
void live_classroom_begin(struct live *live);
bool live_classroom_key(struct live *live, struct terminal_input input);
/* On the way to a reveal: stop before it. */
void live_classroom_go(struct live *live);
/* What the mouse does: a click chooses, the wheel scrolls. */
void live_mouse(struct live *live, struct terminal_input input);

/* Put the clock to `time`, paused, forward or back: for replays. */
void live_set_clock(struct live *live, uint64_t time);
/* The run's own time: where following leads. */
uint64_t live_time(const struct live *live);

#endif
