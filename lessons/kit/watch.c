/* SPDX-License-Identifier: MIT */
/* --text: run the demo both ways in child processes, then print their timelines. */
#define _POSIX_C_SOURCE 200809L
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>

#include "ending.h"
#include "launch.h"
#include "model.h"
#include "modes.h"
#include "text.h"

#define HANGS ": no event for long (INTERLEAVE_PATIENCE=SECONDS waits longer)"

enum {
    PATIENCE = 10,                  /* seconds without an event until it counts as hung */
    RECORDS_MOST = 1 << 24          /* in one log: half a GiB */
};

struct side {
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

static bool start_side(struct side *side, const struct run *run, int i,
                       const struct options *options, char *error, int size)
{
    struct launch_options how = {
        .argv = (char *const *)run->argv,
        .clock = options->clock_given ? (enum log_clock)options->clock
                                      : LOG_CLOCK_VIRTUAL,
        .synchronous = run->sides[i].synchronous,
        .stretch = options->stretch > 0 ? options->stretch : 1,
    };

    *side = (struct side){ .label = run->sides[i].label, .heard = seconds_now() };
    side->launch = launch_start(&how, error, size);
    return side->launch != NULL;
}

/* It has the thread and is silent; who waits by the clock is not. */
static bool hangs(const struct side *side, double limit)
{
    return launch_status(side->launch, NULL) != LOG_ON_CLOCK &&
           seconds_now() - side->heard > limit;
}

/* True while there is more to come. */
static bool follow(struct side *side, double limit)
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

static void follow_all(struct side *sides, int n)
{
    struct launch *launches[RUN_SIDES];
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
static void conclude(struct side *side)
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
static void relay_errors(const struct lesson *lesson, const struct side *sides, int n)
{
    for (int i = 0; i < n; i++) {
        const char *said = launch_errors(sides[i].launch);
        const char *label = n > 1 ? sides[i].label : "standard error";
        if (*said)
            fprintf(stderr, "%s: %s:\n%s%s", lesson->program, label, said,
                    said[strlen(said) - 1] == '\n' ? "" : "\n");
        if (sides[i].ending[0] && n > 1)
            complain(lesson->program, "%s: %s", label, sides[i].ending);
        else if (sides[i].ending[0])
            complain(lesson->program, "%s", sides[i].ending);
    }
}

static int present(const struct lesson *lesson, const struct options *options,
                   struct side *sides, int n)
{
    struct text_side shown[RUN_SIDES];
    int status = 0;

    for (int i = 0; i < n; i++) {
        conclude(&sides[i]);
        shown[i] = (struct text_side){ sides[i].label, &sides[i].model };
        if (sides[i].bad)
            status = 1;
    }
    render_sides(options, shown, n);
    status = finish_output(lesson->program, status);
    relay_errors(lesson, sides, n);
    for (int i = 0; i < n; i++)
        model_done(&sides[i].model);
    return status;
}

static int save(const struct lesson *lesson, const char *path, const struct side *sides,
                int n)
{
    struct recording logs[RUN_SIDES];
    char error[RUN_PATH + 200];

    for (int i = 0; i < n; i++)
        logs[i] = *launch_recording(sides[i].launch);
    if (recording_save(path, logs, n, error, sizeof error))
        return 0;
    return complain(lesson->program, "%s", error);
}

/* How many were started; fewer than run->n after a sentence on standard error. */
static int start_all(struct side *sides, const struct run *run,
                     const struct lesson *lesson, const struct options *options)
{
    char error[RUN_PATH + 200];

    for (int i = 0; i < run->n; i++)
        if (!start_side(&sides[i], run, i, options, error, sizeof error)) {
            complain(lesson->program, "%s", error);
            return i;
        }
    return run->n;
}

int mode_text(const struct lesson *lesson, const struct options *options)
{
    char error[RUN_PATH + 200];
    struct side sides[RUN_SIDES];
    struct run run;
    int status = 1;

    if (options->record && !record_possible(options->record, error, sizeof error))
        return complain(lesson->program, "%s", error);
    run_plan(&run, lesson, options);
    watch_signals();
    int started = start_all(sides, &run, lesson, options);
    if (started == run.n)
        follow_all(sides, run.n);
    if (started == run.n && !interrupted) {
        status = present(lesson, options, sides, run.n);
        if (options->record && save(lesson, options->record, sides, run.n) != 0)
            status = 1;
    }
    for (int i = 0; i < started; i++)
        launch_free(sides[i].launch);
    if (interrupted)
        raise(interrupted);
    return status;
}
