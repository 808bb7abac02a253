/* SPDX-License-Identifier: MIT */
/* A named pipe between a test and a process that it did not start itself. */
#define _XOPEN_SOURCE 700
#include "witness.h"

#include <check.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char folder[32], path[48];

const char *witness_new(void)
{
    strcpy(folder, "/tmp/interleave-test-XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/witness", folder);
    ck_assert_int_eq(mkfifo(path, 0600), 0);
    return path;
}

int witness_open(void)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);

    ck_assert_int_ge(fd, 0);
    unlink(path);
    rmdir(folder);
    return fd;
}

int witness_find(void)
{
    const char *name = getenv("FAKE_WITNESS");

    return name ? open(name, O_WRONLY | O_CLOEXEC) : -1;
}
