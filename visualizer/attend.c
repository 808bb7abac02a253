/* SPDX-License-Identifier: MIT */
/* Children under the log, followed to their ends. */
#define _POSIX_C_SOURCE 200809L
#include "attend.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>

#include "command.h"
#include "ending.h"
#include "launch.h"
#include "model.h"

#define HANGS ": no event for long (INTERLEAVE_PATIENCE=SECONDS waits longer)"

enum {
    PATIENCE = 10,                  /* seconds without an event until it counts as hung */
    RECORDS_MOST = 1 << 24          /* in one log: half a GiB */
};

struct watched {
    const char *label;
    struct launch *launch;
    struct model model;             /* once nothing more comes */
    double heard;                   /* when its last event came */
    bool given_up, bad;             /* hangs, or talks without end; did not end well */
    char ending[ENDING_TEXT];       /* "": by itself */
};

static volatile sig_atomic_t interrupted;       /* by this signal */

static void note_signal(int number)
{
    interrupted = number;
}

/* Children first, then we: where the system does not end them with us, we do. */
static void watch_signals(void)
{
    static const int ends[] = { SIGINT, SIGTERM, SIGHUP, 0 };
    struct sigaction note = { .sa_handler = note_signal, .sa_flags = SA_RESETHAND }, old;

    for (int i = 0; ends[i]; i++)
        if (sigaction(ends[i], NULL, &old) == 0 && old.sa_handler != SIG_IGN)
            sigaction(ends[i], &note, NULL);
}

static double seconds_now(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* INTERLEAVE_PATIENCE, for programs that compute long between two events. */
static double patience(void)
{
    const char *text = getenv("INTERLEAVE_PATIENCE");
    double seconds = text ? strtod(text, NULL) : 0;

    return seconds > 0 ? seconds : PATIENCE;
}

static bool start_side(struct watched *side, const struct attend *attend, int i,
                       char *error, int size)
{
    struct launch_options how = {
        .argv = attend->sides[i].argv, .clock = attend->clock,
        .synchronous = attend->sides[i].synchronous,
        .stretch = attend->stretch > 0 ? attend->stretch : 1,
    };

    *side = (struct watched){ .label = attend->sides[i].label, .heard = seconds_now() };
    side->launch = launch_start(&how, error, size);
    return side->launch != NULL;
}

/* It has the thread and is silent; who waits by the clock is not. */
static bool hangs(const struct watched *side, double limit)
{
    return launch_status(side->launch, NULL) != LOG_ON_CLOCK &&
           seconds_now() - side->heard > limit;
}

/* True while there is more to come. */
static bool follow(struct watched *side, double limit)
{
    if (side->given_up || launch_ended(side->launch, NULL))
        return false;
    if (launch_drain(side->launch) > 0)
        side->heard = seconds_now();
    bool too_long = launch_recording(side->launch)->count > RECORDS_MOST;
    side->given_up = !launch_ended(side->launch, NULL) &&
                     (too_long || hangs(side, limit));
    if (side->given_up && too_long)
        snprintf(side->ending, sizeof side->ending, "the program was ended after %d "
                 "events: its run would not end", RECORDS_MOST);
    return !side->given_up;
}

static void follow_all(struct watched *sides, int n)
{
    struct launch *launches[LIVE_SIDES];
    double limit = patience();
    bool more = true;

    for (int i = 0; i < n; i++)
        launches[i] = sides[i].launch;
    while (more && !interrupted) {
        more = false;
        for (int i = 0; i < n; i++)
            more = follow(&sides[i], limit) || more;
        if (more)
            launch_wait(launches, n, 0.1);
    }
}

/* How it ended, in words, before it is stopped. */
static void conclude(struct watched *side)
{
    struct recording *log = launch_recording(side->launch);
    char text[ENDING_TEXT - sizeof HANGS];
    int status = 0;

    model_init(&side->model, &log->header);
    model_feed(&side->model, log->records, log->count);
    if (ending_tell(side->launch, &side->model, text, sizeof text) && !side->ending[0])
        snprintf(side->ending, sizeof side->ending, "%s%s", text, side->given_up ? HANGS : "");
    launch_ended(side->launch, &status);
    side->bad = side->ending[0] || status != 0;
    launch_stop(side->launch);
}

/* What the children had to say, once standard output has its timelines. */
static void relay_errors(const char *program, const struct watched *sides, int n)
{
    for (int i = 0; i < n; i++) {
        const char *said = launch_errors(sides[i].launch);
        const char *label = n > 1 ? sides[i].label : "standard error";
        if (*said)
            fprintf(stderr, "%s: %s:\n%s%s", program, label, said,
                    said[strlen(said) - 1] == '\n' ? "" : "\n");
        if (sides[i].ending[0] && n > 1)
            command_complain(program, "%s: %s", label, sides[i].ending);
        else if (sides[i].ending[0])
            command_complain(program, "%s", sides[i].ending);
    }
}

static int present(const struct attend *attend, struct watched *sides,
                   const struct recording *logs, int n)
{
    struct side shown[LIVE_SIDES];
    bool any = false;
    int status = 0;

    for (int i = 0; i < n; i++) {
        conclude(&sides[i]);
        shown[i] = (struct side){ sides[i].label, &sides[i].model };
        if (sides[i].bad)
            status = 1;
        any = any || logs[i].count > 0;
    }
    if (any)
        attend->present(attend->arg, shown, logs, n);
    status = command_finish(attend->program, status);
    relay_errors(attend->program, sides, n);
    for (int i = 0; i < n; i++)
        model_done(&sides[i].model);
    return status;
}

static int present_and_save(const struct attend *attend, struct watched *sides, int n)
{
    struct recording logs[LIVE_SIDES];
    char error[4300];

    for (int i = 0; i < n; i++)
        logs[i] = *launch_recording(sides[i].launch);
    int status = present(attend, sides, logs, n);
    if (!attend->record || recording_save(attend->record, logs, n, error, sizeof error))
        return status;
    return command_complain(attend->program, "%s", error);
}

/* How many were started; fewer than all after a sentence on standard error. */
static int start_all(struct watched *sides, const struct attend *attend)
{
    char error[4300];

    for (int i = 0; i < attend->side_count; i++)
        if (!start_side(&sides[i], attend, i, error, sizeof error)) {
            command_complain(attend->program, "%s", error);
            return i;
        }
    return attend->side_count;
}

int attend(const struct attend *attend)
{
    struct watched sides[LIVE_SIDES];
    char error[4300];
    int status = 1;

    if (attend->record && !recording_possible(attend->record, error, sizeof error))
        return command_complain(attend->program, "%s", error);
    watch_signals();
    int started = start_all(sides, attend);
    if (started == attend->side_count)
        follow_all(sides, started);
    if (started == attend->side_count && !interrupted)
        status = present_and_save(attend, sides, started);
    for (int i = 0; i < started; i++)
        launch_free(sides[i].launch);
    if (interrupted)
        raise(interrupted);
    return status;
}
