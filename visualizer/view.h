/* SPDX-License-Identifier: MIT */
/* What the viewer has chosen to see: panes, a lane, a stretch of time, a text searched
 * for.  Keys change it, the screen shows it, and nothing else knows it.  All zeros but
 * for `selected`: see view_init(). */
#ifndef VIEW_H
#define VIEW_H

#include <stdbool.h>
#include <stdint.h>

/* The parts of the screen that are switched or that keys can go to. */
enum pane_id {
    PANE_LANES,                 /* always there */
    PANE_XRAY,
    PANE_SOURCE,
    PANE_OUTPUT,
    PANE_TASK,
    PANE_PYTHON,
    PANE_WHY,
    PANE_WARNINGS,
    PANES
};

enum view_fold { FOLD_NAMES, FOLD_STATES, FOLD_NONE, FOLD_KINDS };
enum view_order { ORDER_START, ORDER_TREE, ORDER_STATE, ORDER_KINDS };

enum { VIEW_TEXT = 64 };        /* bytes of what is searched for */
#define VIEW_NONE UINT64_MAX
enum { VIEW_LAST_SIDE = 99 };

struct view {
    unsigned since[PANES];      /* 0: off; of two that are on the newer has more */
    enum pane_id focus;         /* the pane that keys go to */
    int offset[PANES];          /* its first line; the pane takes back what is too far */
    int side;                   /* the block of lanes that is meant; what is too much is
                                   the last one */
    uint64_t selected;          /* row of the roster, VIEW_NONE */
    uint64_t warning;           /* the chosen one, from 1; 0: none.  See screen_warning() */
    enum view_fold fold;
    enum view_order order;
    bool zoomed;                /* time from begin to end (ns), not all of it */
    uint64_t begin, end;
    bool follow;                /* zoomed: the stretch goes along with the moment */
    bool typing;                /* the text is being typed */
    bool all;                   /* lanes without the text stay in view */
    char text[VIEW_TEXT];       /* UTF-8, "": nothing is searched for */
    unsigned changes;           /* grows with whatever changes which rows there are */
};

void view_init(struct view *view);

bool view_has(const struct view *view, enum pane_id pane);
/* On becomes off, off on and the newest.  Off, it has no focus. */
void view_switch(struct view *view, enum pane_id pane);
/* The newest pane off; false if none is on. */
bool view_close_newest(struct view *view);

/* The stretch that is shown of 0 to `whole` ns. */
void view_window(const struct view *view, uint64_t whole, uint64_t *begin, uint64_t *end);
/* Nearer (by < 1) or farther, with `at` staying where it is if it is in view. */
void view_zoom(struct view *view, uint64_t whole, uint64_t at, double by);
/* By that part of what is shown, to earlier if negative. */
void view_pan(struct view *view, uint64_t whole, double by);
/* Move the stretch so that it holds `at`. */
void view_hold(struct view *view, uint64_t whole, uint64_t at);

#endif
