/* SPDX-License-Identifier: MIT */
/* --record: keep this process's own log. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "log.h"
#include "modes.h"

enum { PART = 32 };                 /* room for what stands behind the name */

static bool refuse(const char *path, int why, char *error, int size)
{
    snprintf(error, (size_t)size, "cannot write %s: %s", path, strerror(why));
    return false;
}

/* A device or a pipe is written as it is; anything else is made anew beside the old
 * one and takes its place when it is whole. */
static bool is_device(const char *path)
{
    struct stat s;

    return stat(path, &s) == 0 && !S_ISREG(s.st_mode) && !S_ISDIR(s.st_mode);
}

/* The name of the file itself, so that a link stays a link.  0, or an errno. */
static int real_name(const char *path, char name[RUN_PATH])
{
    char *real = realpath(path, NULL);
    int n = snprintf(name, RUN_PATH, "%s", real ? real : path);

    free(real);
    return n >= RUN_PATH - PART ? ENAMETOOLONG : 0;
}

/* ---- The log of this very process ---------------------------------------- */

static struct {
    const char *program, *said;
    char path[RUN_PATH], part[RUN_PATH];
} own;

static const int crashes[] = { SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT, 0 };
static struct sigaction before[sizeof crashes / sizeof *crashes];

/* Did the writer come to its end?  It fills in the number of records last. */
static bool is_whole(const char *path)
{
    struct log_header header;
    struct stat s;
    FILE *file = fopen(path, "rb");

    if (!file)
        return false;
    bool good = fread(&header, sizeof header, 1, file) == 1 &&
                fstat(fileno(file), &s) == 0;
    fclose(file);
    return good && !(header.flags & LOG_UNFINISHED) && header.records != LOG_NEVER &&
           (uint64_t)s.st_size ==
               sizeof header + header.records * sizeof(struct log_record);
}

/* Registered before the runtime's own last act, so that it comes after it. */
static void put_in_place(void)
{
    if (!own.part[0])
        return;
    errno = 0;
    bool whole = is_whole(own.part);
    if (whole && rename(own.part, own.path) == 0)
        return;
    if (whole)
        command_complain(own.program, "cannot write %s: %s", own.said, strerror(errno));
    else
        command_complain(own.program, "cannot write %s: the log did not come to its end",
                 own.said);
    unlink(own.part);
    fflush(NULL);
    _exit(1);
}

/* A crash: what the runtime could save until then is a log that ends early. */
static void keep_what_there_is(int number, siginfo_t *info, void *context)
{
    int i = 0;

    while (crashes[i] != number)
        i++;
    if (before[i].sa_flags & SA_SIGINFO)
        before[i].sa_sigaction(number, info, context);
    rename(own.part, own.path);
    raise(number);                      /* SA_RESETHAND: this time it ends us */
}

static void leave_nothing(int number)
{
    unlink(own.part);
    raise(number);
}

static void watch_signals(void)
{
    static const int ends[] = { SIGINT, SIGTERM, SIGHUP, 0 };
    struct sigaction keep = { .sa_sigaction = keep_what_there_is,
                              .sa_flags = SA_SIGINFO | SA_ONSTACK | SA_RESETHAND };
    struct sigaction leave = { .sa_handler = leave_nothing, .sa_flags = SA_RESETHAND };
    struct sigaction old;

    for (int i = 0; crashes[i]; i++)
        sigaction(crashes[i], &keep, &before[i]);
    for (int i = 0; ends[i]; i++)
        if (sigaction(ends[i], NULL, &old) == 0 && old.sa_handler != SIG_IGN)
            sigaction(ends[i], &leave, NULL);
}

bool record_own(const char *program, const char *path, char *error, int size)
{
    bool direct = is_device(path);

    if (!recording_possible(path, error, size))
        return false;
    own.program = program;
    own.said = path;
    if (!direct) {
        real_name(path, own.path);
        snprintf(own.part, sizeof own.part, "%.*s.%ld.part", RUN_PATH - PART, own.path,
                 (long)getpid());
        atexit(put_in_place);
        watch_signals();
    }
    int rc = async_set_trace(direct ? path : own.part);
    if (rc == 0)
        return true;
    if (own.part[0])
        unlink(own.part);
    own.part[0] = '\0';
    return refuse(path, -rc, error, size);
}
