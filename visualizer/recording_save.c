/* SPDX-License-Identifier: MIT */
/* Writing logs to a file: all of it or nothing. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "recording.h"

static bool write_all(int fd, const void *bytes, uint64_t n)
{
    const char *next = bytes;
    while (n) {
        size_t piece = n < (1U << 30) ? (size_t)n : 1U << 30;
        ssize_t put = write(fd, next, piece);
        if (put < 0 && errno == EINTR)
            continue;
        if (put < 0)
            return false;
        next += put;
        n -= (uint64_t)put;
    }
    return true;
}

static bool write_logs(int fd, const struct recording *logs, int n)
{
    for (int i = 0; i < n; i++) {
        struct log_header header = logs[i].header;
        header.records = logs[i].count;
        if (!write_all(fd, &header, sizeof header) ||
            !write_all(fd, logs[i].records, logs[i].count * sizeof *logs[i].records))
            return false;
    }
    return true;
}

/* close(), but keep the errno of what went wrong before it. */
static bool close_after(int fd, bool good)
{
    int code = errno;
    if (close(fd) < 0 && good)
        return false;
    errno = code;
    return good;
}

/* A device, a pipe, or whatever stands behind /dev/stdout: there is nothing to be
 * renamed, and nothing in it may be overwritten. */
static bool save_straight(const char *path, const struct recording *logs, int n)
{
    int fd = open(path, O_WRONLY | O_APPEND | O_CLOEXEC);
    return fd >= 0 && close_after(fd, write_logs(fd, logs, n));
}

/* Into a file beside it, which takes its place once it is safely on the disk. */
static bool save_beside(const char *path, const struct stat *old,
                        const struct recording *logs, int n)
{
    char part[PATH_MAX];
    if (old && access(path, W_OK) < 0)
        return false;
    if (snprintf(part, sizeof part, "%s.%ld.part", path, (long)getpid()) >=
        (int)sizeof part) {
        errno = ENAMETOOLONG;
        return false;
    }
    int fd = open(part, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (fd < 0)
        return false;
    bool good = (!old || fchmod(fd, old->st_mode & 07777) == 0) &&
                write_logs(fd, logs, n) && fsync(fd) == 0;
    good = close_after(fd, good) && rename(part, path) == 0;
    if (!good) {
        int code = errno;
        unlink(part);
        errno = code;
    }
    return good;
}

static bool save(const char *path, const struct recording *logs, int n)
{
    struct stat about;
    if (stat(path, &about) < 0)
        return errno == ENOENT && save_beside(path, NULL, logs, n);
    if (S_ISDIR(about.st_mode)) {
        errno = EISDIR;
        return false;
    }
    if (!S_ISREG(about.st_mode) || !strncmp(path, "/dev/", 5))
        return save_straight(path, logs, n);
    char *real = realpath(path, NULL);      /* a link stays a link */
    bool good = real && save_beside(real, &about, logs, n);
    int code = errno;
    free(real);
    errno = code;
    return good;
}

/* A file can be made beside it; nothing is left behind by trying.  0, or an errno. */
static int try_beside(const char *path)
{
    char name[PATH_MAX];
    char *real = realpath(path, NULL);
    int n = snprintf(name, sizeof name, "%s.XXXXXX", real ? real : path);
    bool refused = real && access(real, W_OK) < 0;
    int why = refused ? errno : n >= (int)sizeof name ? ENAMETOOLONG : 0;
    free(real);
    if (why)
        return why;
    int fd = mkstemp(name);
    if (fd < 0)
        return errno;
    close(fd);
    unlink(name);
    return 0;
}

bool recording_possible(const char *path, char *error, int size)
{
    struct stat s;
    bool there = stat(path, &s) == 0;
    int why = 0;
    if (there && S_ISDIR(s.st_mode))
        why = EISDIR;
    else if (there && !S_ISREG(s.st_mode))
        why = access(path, W_OK) < 0 ? errno : 0;
    else
        why = try_beside(path);
    if (why)
        snprintf(error, (size_t)size, "cannot write %s: %s", path, strerror(why));
    return why == 0;
}

bool recording_save(const char *path, const struct recording *logs, int n,
                    char *error, int size)
{
    if (save(path, logs, n))
        return true;
    snprintf(error, (size_t)size, "cannot write %s: %s", path, strerror(errno));
    return false;
}
