/* SPDX-License-Identifier: MIT */
/* Start, drain and end one child under the event log. */
#define _POSIX_C_SOURCE 200809L
#include "launch.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "ring.h"
#include "spawn.h"

enum {
    RING_RECORDS = 1 << 19,
    ERRORS_KEPT = 64 * 1024,
    PIPE_ROUNDS = 256,              /* of 4 KiB in one drain: more than a pipe holds */
    LOOK_MS = 4,                    /* a ring has no descriptor to wait for */
    QUIET_MOST = 6
};
#define SOON_MS 0.1

struct launch {
    struct ring ring;
    struct recording recording;
    int output, errors;             /* pipes from the child; -1 once at their end */
    int end;                        /* can be read once it has ended; -1: cannot be had */
    int lifeline;                   /* nobody else has this end: it hangs up with us */
    pid_t pid;
    bool reaped, ended;
    int status;                     /* as of waitpid(), once reaped */
    unsigned quiet;                 /* looks since there was something, as far as it matters */
    uint64_t output_bytes;
    char *said;                     /* on standard error; twice ERRORS_KEPT and a NUL */
    size_t said_size;
};

/* ---- Starting ------------------------------------------------------------ */

/* What the child finds in its environment. */
struct told {
    char trace[40], remote[40], lifeline[40], clock[40], sync[40], stretch[60];
    char *all[7];
};

static void tell(struct told *told, const struct launch_options *options, int ring,
                 int lifeline)
{
    static const char *const clocks[] = { "real", "paced", "virtual" };

    snprintf(told->trace, sizeof told->trace, LOG_ENV_TRACE "=fd:%d", ring);
    snprintf(told->remote, sizeof told->remote, LOG_ENV_REMOTE);
    if (options->remote)
        snprintf(told->remote, sizeof told->remote, LOG_ENV_REMOTE "=fd:%d",
                 remote_descriptor(options->remote));
    snprintf(told->lifeline, sizeof told->lifeline, LOG_ENV_LIFELINE "=fd:%d", lifeline);
    snprintf(told->clock, sizeof told->clock, LOG_ENV_CLOCK "=%s", clocks[options->clock]);
    snprintf(told->sync, sizeof told->sync, LOG_ENV_SYNC "%s",
             options->synchronous ? "=1" : "");
    snprintf(told->stretch, sizeof told->stretch, LOG_ENV_STRETCH "=%.17g",
             options->stretch);
    char *all[] = { told->trace, told->remote, told->lifeline, told->clock, told->sync,
                    told->stretch, NULL };
    memcpy(told->all, all, sizeof all);
}

static struct launch *launch_new(const struct launch_options *options, char *error,
                                 int size)
{
    struct launch *child = calloc(1, sizeof *child);
    struct log_header header = {
        .magic = LOG_MAGIC, .schema = LOG_SCHEMA,
        .record_size = sizeof(struct log_record), .clock = options->clock,
        .flags = LOG_UNFINISHED | (options->synchronous ? LOG_SYNCHRONOUS : 0),
        .records = LOG_NEVER, .ticks_per_second = 1e9,
    };

    if (child)
        child->said = calloc(1, 2 * ERRORS_KEPT + 1);
    if (!child || !child->said) {
        snprintf(error, (size_t)size, "cannot start a program: out of memory");
        free(child);
        return NULL;
    }
    child->output = child->errors = child->end = child->lifeline = -1;
    child->ring.shared.fd = -1;
    child->reaped = true;               /* until there is something to reap */
    recording_init(&child->recording, &header);
    return child;
}

static void close_end(int *fd)
{
    if (*fd >= 0)
        close(*fd);
    *fd = -1;
}

/* Three pipes: the near ends into the launch, the far ends into `far`. */
static bool open_pipes(struct launch *child, int far[3])
{
    int *near[3] = { &child->output, &child->errors, &child->lifeline };

    for (int i = 0; i < 3; i++) {
        int ends[2], ours = i < 2 ? 0 : 1;
        if (!spawn_pipe(ends))
            return false;
        *near[i] = ends[ours];
        far[i] = ends[!ours];
        fcntl(*near[i], F_SETFL, O_NONBLOCK);
    }
    return true;
}

static bool start(struct launch *child, const struct launch_options *options,
                  char *error, int size)
{
    int far[3] = { -1, -1, -1 };
    struct told told;

    if (!ring_open(&child->ring, options->ring_records ? options->ring_records
                                                       : RING_RECORDS, error, size))
        return false;
    if (open_pipes(child, far)) {
        tell(&told, options, child->ring.shared.fd, far[2]);
        struct spawn how = {
            .argv = options->argv, .set = told.all, .output = far[0], .errors = far[1],
            .kept = { child->ring.shared.fd, far[2],
                      options->remote ? remote_descriptor(options->remote) : -1 },
            .room = options->room,
        };
        child->pid = spawn(&how, error, size);
        child->reaped = child->pid < 0;
        child->end = child->reaped ? -1 : spawn_watch(child->pid);
    } else {
        snprintf(error, (size_t)size, "cannot make a pipe: %s", strerror(errno));
    }
    for (int i = 0; i < 3; i++)
        close_end(&far[i]);
    return !child->reaped;
}

struct launch *launch_start(const struct launch_options *options, char *error, int size)
{
    struct launch *child = launch_new(options, error, size);

    if (child && !start(child, options, error, size)) {
        launch_free(child);
        return NULL;
    }
    return child;
}

/* ---- Draining ------------------------------------------------------------ */

/* Keep the last part; it begins with a whole line again. */
static void forget_old_errors(struct launch *child)
{
    char *from = child->said + child->said_size - ERRORS_KEPT;
    char *line = memchr(from, '\n', ERRORS_KEPT / 2);

    if (line)
        from = line + 1;
    child->said_size -= (size_t)(from - child->said);
    memmove(child->said, from, child->said_size);
    child->said[child->said_size] = '\0';
}

static void keep_errors(struct launch *child, const char *bytes, size_t n)
{
    if (child->said_size + n > 2 * ERRORS_KEPT)
        forget_old_errors(child);
    for (size_t i = 0; i < n; i++)
        child->said[child->said_size++] = bytes[i] ? bytes[i] : ' ';
    child->said[child->said_size] = '\0';
}

/* False once there is nothing more for now. */
static bool empty_pipe(struct launch *child, int *fd)
{
    char bytes[4096];
    ssize_t n = *fd < 0 ? -1 : read(*fd, bytes, sizeof bytes);

    if (n > 0 && fd == &child->errors)
        keep_errors(child, bytes, (size_t)n);
    if (n > 0 && fd == &child->output)
        child->output_bytes += (uint64_t)n;
    if (n == 0)
        close_end(fd);
    return n > 0 || (n < 0 && *fd >= 0 && errno == EINTR);
}

static void empty_pipes(struct launch *child)
{
    for (int i = 0; i < PIPE_ROUNDS && empty_pipe(child, &child->output); i++)
        ;
    for (int i = 0; i < PIPE_ROUNDS && empty_pipe(child, &child->errors); i++)
        ;
}

/* Its whole group ends with it.  While it is not reaped its pid is still its own, so
 * that the signal cannot reach anybody else. */
static void reap(struct launch *child, int flags)
{
    siginfo_t info = { .si_pid = 0 };

    if (child->reaped)
        return;
    while (waitid(P_PID, (id_t)child->pid, &info, WEXITED | WNOWAIT | flags) < 0 &&
           errno == EINTR)
        ;
    if (info.si_pid == 0)
        return;
    kill(-child->pid, SIGKILL);
    while (waitpid(child->pid, &child->status, 0) < 0 && errno == EINTR)
        ;
    child->reaped = true;
}

/* The log is whole if its writer came to its end and we followed that far. */
static void judge(struct launch *child)
{
    struct recording *recording = &child->recording;

    if (child->ring.headed)
        ring_take_header(&child->ring, recording);
    if (!child->ring.headed || child->ring.complaint[0] ||
        ring_status(&child->ring, NULL) != LOG_ENDED)
        recording->header.flags |= LOG_UNFINISHED;
    if (child->said_size > ERRORS_KEPT)
        forget_old_errors(child);
    child->ended = true;
}

int64_t launch_drain(struct launch *child)
{
    if (child->ended)
        return 0;
    reap(child, WNOHANG);
    bool last = child->reaped;          /* what it wrote before it died comes now */
    int64_t n = ring_take(&child->ring, &child->recording);
    empty_pipes(child);
    if (child->ring.complaint[0] && !child->reaped)
        kill(-child->pid, SIGKILL);
    if (last)
        judge(child);
    else if (n > 0)
        child->recording.header.flags |= LOG_UNFINISHED;
    if (n > 0)
        child->quiet = 0;
    child->recording.header.stalls = ring_stalls(&child->ring);
    return n;
}

/* ---- Waiting ------------------------------------------------------------- */

static double seconds_now(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static bool has_news(struct launch *child)
{
    if (child->ended)
        return false;
    reap(child, WNOHANG);
    return child->reaped || ring_waiting(&child->ring);
}

/* How long until the next look, in ms: soon while a program is busy writing, for
 * otherwise its ring would be full before. */
static double look_after(struct launch *const *children, int n)
{
    double least = LOOK_MS;

    for (int i = 0; i < n; i++) {
        double ms = SOON_MS * (double)(1U << children[i]->quiet);
        if (!children[i]->ended && ms < least)
            least = ms;
    }
    return least;
}

/* Less than poll() can wait for. */
static void nap(double ms)
{
    struct timespec pause = { 0, (long)(ms * 1e6) };

    nanosleep(&pause, NULL);
}

/* Wait for the pipes and the ends, a moment at most.  True: there is something. */
static bool wait_for_descriptors(struct launch *const *children, int n, int ms)
{
    struct pollfd fds[24];
    nfds_t used = 0;

    for (int i = 0; i < n && used + 3 <= sizeof fds / sizeof *fds; i++) {
        fds[used++] = (struct pollfd){ .fd = children[i]->output, .events = POLLIN };
        fds[used++] = (struct pollfd){ .fd = children[i]->errors, .events = POLLIN };
        fds[used++] = (struct pollfd){ .fd = children[i]->reaped ? -1 : children[i]->end,
                                       .events = POLLIN };
    }
    return poll(fds, used, ms) != 0;    /* a signal also ends the wait */
}

void launch_wait(struct launch *const *children, int n, double seconds)
{
    double end = seconds_now() + seconds;

    for (;;) {
        bool alive = false;
        for (int i = 0; i < n; i++) {
            if (has_news(children[i]))
                return;
            alive = alive || !children[i]->ended;
        }
        double left = (end - seconds_now()) * 1000;
        if (!alive || left <= 0)
            return;
        double ms = look_after(children, n);
        if (ms < 1)
            nap(ms);
        if (wait_for_descriptors(children, n, ms < 1 ? 0 : left < ms ? (int)left + 1 : (int)ms))
            return;
        for (int i = 0; i < n; i++)
            children[i]->quiet += children[i]->quiet < QUIET_MOST;
    }
}

/* ---- Looking ------------------------------------------------------------- */

struct recording *launch_recording(struct launch *child)
{
    return &child->recording;
}

enum log_status launch_status(const struct launch *child, uint64_t *until)
{
    return ring_status(&child->ring, until);
}

uint64_t launch_stalls(const struct launch *child)
{
    return ring_stalls(&child->ring);
}

uint64_t launch_output(const struct launch *child)
{
    return child->output_bytes;
}

pid_t launch_pid(const struct launch *child)
{
    return child->pid;
}

bool launch_ended(const struct launch *child, int *status)
{
    if (child->ended && status)
        *status = child->status;
    return child->ended;
}

const char *launch_complaint(const struct launch *child)
{
    return child->ring.complaint[0] ? child->ring.complaint : NULL;
}

const char *launch_errors(const struct launch *child)
{
    return child->said;
}

/* ---- Ending -------------------------------------------------------------- */

void launch_stop(struct launch *child)
{
    if (child->reaped)
        return;
    kill(-child->pid, SIGTERM);
    for (double end = seconds_now() + 0.5; !child->reaped && seconds_now() < end;) {
        empty_pipes(child);             /* it may be stuck in a full one */
        reap(child, WNOHANG);
        if (!child->reaped)
            poll(NULL, 0, 2);
    }
    if (!child->reaped) {
        kill(-child->pid, SIGKILL);
        reap(child, 0);
    }
}

void launch_free(struct launch *child)
{
    if (!child)
        return;
    launch_stop(child);
    close_end(&child->output);
    close_end(&child->errors);
    close_end(&child->end);
    close_end(&child->lifeline);
    ring_close(&child->ring);
    recording_done(&child->recording);
    free(child->said);
    free(child);
}
