/* SPDX-License-Identifier: MIT */
/* A connection within a test, and runs that must leave no descriptor. */
#define _GNU_SOURCE
#include "stream_pair.h"

#include <check.h>
#include <string.h>
#include <sys/socket.h>

#include "descriptors.h"
#include "said.h"

struct stream_pair both;

void open_pair(void)
{
    int fds[2];

    ck_assert_int_eq(socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, fds), 0);
    ck_assert_int_eq(async_open_socket(fds[0], "a", &both.a), 0);
    ck_assert_int_eq(async_open_socket(fds[1], "b", &both.b), 0);
}

void write_text(struct async_stream stream, const char *text)
{
    ck_assert_int_eq(async_stream_write(stream, text, strlen(text)), 0);
}

int run_whole(async_fn *fn)
{
    int before = descriptors_open();

    said_reset();
    async_set_clock(ASYNC_VIRTUAL, 1);
    int rc = async_run(fn, NULL, NULL);
    ck_assert_int_eq(descriptors_open(), before);
    return rc;
}
