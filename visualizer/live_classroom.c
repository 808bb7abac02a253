/* SPDX-License-Identifier: MIT */
/* Before a class: one key goes on, from question to answer and on to the question
 * after it.  The run is over already, so that what comes is known. */
#include "keys.h"
#include "live_inside.h"
#include "reveal.h"

enum { TOGETHER = 400 };        /* parts of the axis: what is nearer is one reveal */

static uint64_t together(const struct live *live)
{
    return live->screen.axis_end / TOGETHER;
}

static struct track **tracks_of(struct live *live, struct track *tracks[LIVE_SIDES])
{
    for (int i = 0; i < live->track_count; i++)
        tracks[i] = &live->tracks[i];
    return tracks;
}

static uint64_t next_reveal(struct live *live)
{
    struct track *tracks[LIVE_SIDES];

    return reveal_next(tracks_of(live, tracks), live->track_count, live->screen.now);
}

/* Just before the reveal: the question in place of the answer. */
static void ask(struct live *live)
{
    struct track *track = &live->tracks[live->track_count - 1];

    live_look_at(live, live->reveal - 1);
    if (live->track_count > 1 && track->model.ended)
        track = &live->tracks[0];
    reveal_ask(live->question, track, live->reveal);
    live->screen.classroom.question = live->question;
}

/* Show the reveal, with all that belongs to it. */
static void answer(struct live *live, uint64_t reveal)
{
    live->screen.classroom.question = NULL;
    live->reveal = LOG_NEVER;
    live_look_at(live, reveal + together(live));
    live->screen.ready = false;
}

/* A program that takes no time has no moments to stop at: it goes step by step. */
static bool is_timeless(const struct live *live)
{
    return live->end == 0;
}

static void step_on(struct live *live)
{
    live->screen.ready = false;
    live->screen.classroom.question = NULL;
    live_step(live);
}

static void next(struct live *live)
{
    if (is_timeless(live)) {
        step_on(live);
    } else if (live->screen.ready) {
        answer(live, 0);
    } else if (live->screen.classroom.question) {
        answer(live, live->reveal);
    } else if (live->reveal != LOG_NEVER) {
        ask(live);
    } else if ((live->reveal = next_reveal(live)) != LOG_NEVER) {
        remote_go(live->remote);
    }
}

static void back(struct live *live)
{
    struct track *tracks[LIVE_SIDES];
    uint64_t time;

    if (is_timeless(live)) {
        live_step_back(live, TRACK_STEP);
        return;
    }
    time = reveal_previous(tracks_of(live, tracks), live->track_count,
                           live->screen.now, together(live));
    answer(live, time);
}

void live_classroom_go(struct live *live)
{
    if (live->screen.now >= live->reveal - 1 && !live->screen.classroom.question)
        ask(live);
}

void live_classroom_begin(struct live *live)
{
    const struct model *model = &live->tracks[live->track_count - 1].model;
    struct lane_sum sum = {{0}, 0};

    live->reveal = LOG_NEVER;
    live->screen.classroom.on = true;
    live->screen.classroom.question = live->screen.question ? live->screen.question
                                                            : "What will happen?";
    /* A main that does nothing but wait for the others is not worth its rows. */
    if (model->lane_count > 1)
        lane_sum(&model->lanes[0], LOG_NEVER - 1, &sum);
    live->screen.scroll = model->lane_count > 1 && !sum.time[SPAN_SLEEPING] &&
                          !sum.time[SPAN_BLOCKED];
}

bool live_classroom_key(struct live *live, struct terminal_input input)
{
    switch (keys_command(keys_input(input))) {
    case COMMAND_START: case COMMAND_LATER: case COMMAND_DOWN: case COMMAND_OPEN:
    case COMMAND_STEP:
        next(live);
        return true;
    case COMMAND_STEP_BACK: case COMMAND_EARLIER: case COMMAND_UP:
        back(live);
        return true;
    case COMMAND_FASTER: case COMMAND_SLOWER: case COMMAND_THEME: case COMMAND_MOUSE:
    case COMMAND_REDRAW: case COMMAND_AGAIN: case COMMAND_QUIT:
        return false;
    default:
        if (input.key == TERMINAL_CHARACTER && input.character == 'b')
            live->screen.classroom.blank = !live->screen.classroom.blank;
        return true;
    }
}
