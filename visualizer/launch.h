/* SPDX-License-Identifier: MIT */
/* Start a program under the event log: a child process whose runtime writes into
 * a ring of shared memory, whose standard output is a pipe, and whose paced clock
 * obeys a remote.  Lessons, `interleave run` and the grader all start here.
 *
 * Nothing that the child does can hurt the parent: it reads the child's memory by
 * copying and believes no number in it. */
#ifndef LAUNCH_H
#define LAUNCH_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

#include "log.h"
#include "recording.h"
#include "remote.h"

struct spawn_room;

struct launch_options {
    char *const *argv;              /* argv[0] is executed as it is, ends with NULL */
    enum log_clock clock;
    bool synchronous;
    double stretch;                 /* 1: as written */
    struct remote *remote;          /* NULL: none (virtual or real clock) */
    uint64_t ring_records;          /* 0: a sensible default; a power of two */
    const struct spawn_room *room;  /* spawn.h; NULL: our folder, no limits */
};

struct launch;                      /* one child; opaque */

/* Start it: a process group of its own, so that a terminal's Ctrl-C goes to us alone;
 * standard input is empty.  NULL with a sentence in `error` (size bytes) if it could
 * not be. */
struct launch *launch_start(const struct launch_options *options, char *error, int size);

/* Take what the child has written since: appends to its recording, returns how many
 * records came.  Also empties its output pipe, and notices its end.  Never blocks. */
int64_t launch_drain(struct launch *child);
/* Wait up to `seconds` for something to drain or for the child's end. */
void launch_wait(struct launch *const *children, int n, double seconds);

/* All that was drained so far; its header is the child's from the first record on,
 * checked, and refined at the end.  Flagged LOG_UNFINISHED until the child has said
 * that its log is whole.  Owned by the launch. */
struct recording *launch_recording(struct launch *child);
/* Header status as the child last said it, with the time it waits for (ns). */
enum log_status launch_status(const struct launch *child, uint64_t *until);
uint64_t launch_stalls(const struct launch *child);     /* times the ring was full */
uint64_t launch_output(const struct launch *child);     /* bytes on standard output */
pid_t launch_pid(const struct launch *child);
/* True once the child is gone and all was drained; then *status is as of waitpid(). */
bool launch_ended(const struct launch *child, int *status);
/* Why its log is not read any further, in a sentence; NULL while it is.  A child that
 * spoilt its log is killed. */
const char *launch_complaint(const struct launch *child);
/* What the child said on standard error, the last 64 KiB of it, for after the screen
 * is gone. */
const char *launch_errors(const struct launch *child);

/* End it if it lives (SIGTERM, after half a second SIGKILL); what it wrote until then
 * can still be drained. */
void launch_stop(struct launch *child);
/* launch_stop(), then free everything. */
void launch_free(struct launch *child);

#endif
