/* SPDX-License-Identifier: MIT */
/* The live screen: start one program, or two that race, under one remote and draw
 * what their logs say while it happens; or play logs that were kept.  Both return
 * the exit status for main: 0, or 1 after a sentence on standard error.  Ended by
 * SIGINT, SIGTERM or SIGHUP they do not return: children ended, terminal restored,
 * the process dies by that signal so that the shell sees it. */
#ifndef LIVE_H
#define LIVE_H

#include <stdbool.h>

#include "look.h"
#include "recording.h"
#include "side.h"

enum { LIVE_SIDES = SIDE_MOST };

struct live_side {
    const char *label;              /* "One after another"; NULL: told by the log's flags */
    char *const *argv;              /* live_run() alone: argv[0] is executed as it is */
    bool synchronous;               /* live_run() alone */
};

/* Texts are the caller's and live as long as the call.  NULL or 0 where allowed. */
struct live_options {
    struct live_side sides[LIVE_SIDES];
    int side_count;                 /* 1 or 2; live_replay() takes its n instead */
    const char *number;             /* "01"; NULL: none */
    const char *title;              /* "synchronous or asynchronous?"; NULL: none */
    const char *question;           /* asked before the start; NULL: none */
    const char *moral;              /* said at the end; NULL: none */
    const char *const *lane_names;  /* lanes to come after main's, ends with NULL; or NULL */
    double axis_seconds;            /* the axis' end, fixed; 0: grows as needed */
    double speed;                   /* 0: 1 */
    double stretch;                 /* 0: 1; multiplies axis_seconds too */
    enum look_theme theme;
    bool no_mouse;
    bool classroom;                 /* live_replay() alone: for a projector */
    bool no_color, ascii;           /* as asked for; NO_COLOR and the locale are looked at here */
    const char *record;             /* live_run(): where the logs are kept at the end, or NULL */
};

int live_run(const struct live_options *options);
int live_replay(const struct recording *logs, int n, const struct live_options *options);

#endif
