/* SPDX-License-Identifier: MIT */
/* Shared memory: a sealed memfd on Linux, an unlinked file elsewhere. */
#define _GNU_SOURCE
#include "shared.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#if defined __linux__ && !defined ASYNC_PORTABLE
#define SHARED_MEMFD 1
#endif

int shared_above_stdio(int fd)
{
    if (fd < 0)
        return fd;
    if (fd > STDERR_FILENO)
        return fcntl(fd, F_SETFD, FD_CLOEXEC) < 0 ? -1 : fd;
    int higher = fcntl(fd, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
    close(fd);
    return higher;
}

#ifdef SHARED_MEMFD

static bool seal(struct shared *shared, enum shared_writers writers)
{
    if (fcntl(shared->fd, F_ADD_SEALS, F_SEAL_SHRINK | F_SEAL_GROW) < 0)
        return false;
#ifdef F_SEAL_FUTURE_WRITE
    /* Before Linux 5.1 there is no such seal: then the child is trusted in this. */
    if (writers == SHARED_WE_WRITE)
        fcntl(shared->fd, F_ADD_SEALS, F_SEAL_FUTURE_WRITE);
#endif
    return fcntl(shared->fd, F_ADD_SEALS, F_SEAL_SEAL) == 0;
}

static bool open_file(struct shared *shared, const char *name,
                      enum shared_writers writers, int *child_fd)
{
    shared->fd = shared_above_stdio(
        memfd_create(name, MFD_CLOEXEC | MFD_ALLOW_SEALING));
    *child_fd = -1;
    return shared->fd >= 0 && ftruncate(shared->fd, (off_t)shared->size) == 0;
}

#else

static bool seal(struct shared *shared, enum shared_writers writers)
{
    return true;
}

/* What the child may only read it gets through a second, read-only descriptor. */
static bool open_file(struct shared *shared, const char *name,
                      enum shared_writers writers, int *child_fd)
{
    const char *folder = access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp";
    char path[128];

    snprintf(path, sizeof path, "%s/%s-XXXXXX", folder, name);
    shared->fd = shared_above_stdio(mkstemp(path));
    if (shared->fd < 0)
        return false;
    if (writers == SHARED_WE_WRITE)
        *child_fd = shared_above_stdio(open(path, O_RDONLY));
    unlink(path);
    int rc = posix_fallocate(shared->fd, 0, (off_t)shared->size);
    if (rc != 0)
        errno = rc;
    return rc == 0 && (writers == SHARED_BOTH_WRITE || *child_fd >= 0);
}

#endif

bool shared_open(struct shared *shared, const char *name, size_t size,
                 enum shared_writers writers, char *error, int capacity)
{
    int child_fd = -1;

    *shared = (struct shared){ .size = size, .fd = -1 };
    if (open_file(shared, name, writers, &child_fd)) {
        void *at = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED, shared->fd, 0);
        shared->memory = at == MAP_FAILED ? NULL : at;
    }
    if (!shared->memory || !seal(shared, writers)) {
        snprintf(error, (size_t)capacity, "cannot make shared memory: %s",
                 strerror(errno));
        if (child_fd >= 0)
            close(child_fd);
        shared_close(shared);
        return false;
    }
    if (child_fd >= 0) {
        close(shared->fd);
        shared->fd = child_fd;
    }
    return true;
}

void shared_close(struct shared *shared)
{
    if (shared->memory)
        munmap(shared->memory, shared->size);
    if (shared->fd >= 0)
        close(shared->fd);
    *shared = (struct shared){ .fd = -1 };
}
