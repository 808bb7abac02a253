/* SPDX-License-Identifier: MIT */
/* Run programs under the log to their ends without a screen, then show what was
 * recorded: a timeline, a story.  One that hangs is given up after ten seconds without
 * an event (INTERLEAVE_PATIENCE), one that talks without end after millions. */
#ifndef ATTEND_H
#define ATTEND_H

#include "live.h"
#include "side.h"

struct attend {
    const char *program;            /* who says what goes wrong */
    struct live_side sides[LIVE_SIDES];
    int side_count;
    enum log_clock clock;           /* real or virtual */
    double stretch;                 /* 0: 1 */
    const char *record;             /* where the logs are kept, or NULL */
    /* Writes to standard output what was recorded: logs[i] is sides[i]'s. */
    void (*present)(const void *arg, const struct side *sides,
                    const struct recording *logs, int n);
    const void *arg;
};

/* The exit status: 0, or 1 after a sentence (or a child that failed).  Ended by a signal
 * it does not return: children first, then we. */
int attend(const struct attend *attend);

#endif
