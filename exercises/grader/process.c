/* SPDX-License-Identifier: MIT */
/* Run a program to its end. */
#define _POSIX_C_SOURCE 200809L
#include "process.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "exercise_folder.h"
#include "spawn.h"

enum { SAID = 64 * 1024 };

static double now(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* Until the other end is closed, or the time is over (false). */
static bool listen_to(int fd, double end, char *said)
{
    size_t size = 0;

    for (;;) {
        char bytes[4096];
        double left = end - now();
        struct pollfd wait = { .fd = fd, .events = POLLIN };
        if (left <= 0)
            return false;
        int ready = poll(&wait, 1, left > 1 ? 1000 : (int)(left * 1000) + 1);
        if (ready <= 0)
            continue;
        ssize_t n = read(fd, bytes, sizeof bytes);
        if (n == 0 || (n < 0 && errno != EINTR))
            return true;
        for (ssize_t i = 0; i < n && size < SAID; i++)
            said[size++] = bytes[i] ? bytes[i] : ' ';
    }
}

/* Its end may come after that of its output. */
static bool await_end(pid_t pid, double end, int *status)
{
    struct pollfd wait = { .fd = spawn_watch(pid), .events = POLLIN };
    pid_t got;

    while ((got = waitpid(pid, status, WNOHANG)) == 0 || (got < 0 && errno == EINTR)) {
        if (now() > end)
            break;
        poll(&wait, 1, wait.fd >= 0 ? 100 : 1);
    }
    if (wait.fd >= 0)
        close(wait.fd);
    return got == pid;
}

bool process_run(char *const *argv, const struct spawn_room *room, int seconds,
                 struct ended *ended, char *error)
{
    char *nothing[] = { NULL };
    int ends[2];
    double end = now() + seconds;

    *ended = (struct ended){ .said = calloc(1, SAID + 1) };
    if (!ended->said || !spawn_pipe(ends)) {
        snprintf(error, ERROR, "cannot start %s: %s", argv[0], strerror(errno));
        ended_free(ended);
        return false;
    }
    struct spawn how = { .argv = argv, .set = nothing, .output = ends[1],
                         .errors = ends[1], .kept = { -1, -1, -1 }, .room = room };
    pid_t pid = spawn(&how, error, ERROR);
    close(ends[1]);
    if (pid >= 0) {
        ended->late = !listen_to(ends[0], end, ended->said) ||
                      !await_end(pid, end, &ended->status);
        kill(-pid, SIGKILL);            /* what it left behind, too */
        while (ended->late && waitpid(pid, &ended->status, 0) < 0 && errno == EINTR)
            ;
    } else {
        ended_free(ended);
    }
    close(ends[0]);
    return pid >= 0;
}

void ended_free(struct ended *ended)
{
    free(ended->said);
    ended->said = NULL;
}

bool ended_well(const struct ended *ended)
{
    return !ended->late && WIFEXITED(ended->status) && WEXITSTATUS(ended->status) == 0;
}
