/* SPDX-License-Identifier: MIT */
/* Connections with both ends in this process, by the port of the connecting one. */
#define _GNU_SOURCE
#include "inside.h"

#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "address.h"
#include "clock.h"
#include "stream.h"

enum { WINDOW = 32768 };                /* less than any system has room for */

static struct stream closed;            /* in place of one that was not accepted yet */
static struct stream *by_port[65536];   /* connected, not accepted */
static bool any_closed;

void inside_begin(struct stream *stream)
{
    struct address own = { .size = sizeof own.at };

    if (!stream->tcp || getsockname(stream->fd, (struct sockaddr *)&own.at,
                                    &own.size) < 0)
        return;
    stream->port = address_port(&own);
    stream->windowed = clock_kind() == LOG_CLOCK_VIRTUAL;
    by_port[stream->port] = stream;
}

void inside_take_back(struct stream *stream)
{
    if (by_port[stream->port] == stream)
        by_port[stream->port] = NULL;
}

/* What waits for its window learns from the system that nobody reads any more. */
static void open_window(struct stream *stream)
{
    stream->peer = NULL;
    stream->windowed = false;
    if (stream->kept.size > 0)
        stream_arm(stream, &stream->writes);
}

void inside_refuse_all(void)
{
    for (int port = 0; port < 65536; port++)
        if (by_port[port] && by_port[port] != &closed && by_port[port]->windowed)
            open_window(by_port[port]);
}

void inside_close(struct stream *stream)
{
    if (stream->port > 0 && by_port[stream->port] == stream) {
        by_port[stream->port] = &closed;
        any_closed = true;
    }
    if (stream->peer)
        open_window(stream->peer);
    stream->peer = NULL;
}

void inside_forget_all(void)
{
    if (any_closed)
        memset(by_port, 0, sizeof by_port);
    any_closed = false;
}

static bool is_own_process(int fd)
{
#ifdef SO_PEERCRED
    struct ucred who;
    socklen_t size = sizeof who;

    return getsockopt(fd, SOL_SOCKET, SO_PEERCRED, &who, &size) == 0 &&
           who.pid == getpid();
#else
    (void)fd;
    return false;
#endif
}

bool inside_accept(struct stream *stream, const struct address *peer)
{
    int port = address_port(peer);
    struct stream *other = by_port[port];

    if (peer->at.ss_family == AF_UNIX)
        return is_own_process(stream->fd);
    if (!other || !address_is_loopback(peer))
        return false;
    by_port[port] = NULL;
    if (other != &closed && other->windowed) {
        stream->windowed = true;
        stream->peer = other;
        other->peer = stream;
    }
    return true;
}

/* ---- The window ---- */

size_t inside_may_send(const struct stream *stream, size_t size)
{
    if (!stream->windowed)
        return size;
    return size < WINDOW - stream->flying ? size : WINDOW - stream->flying;
}

void inside_sent(struct stream *stream, size_t size)
{
    if (stream->windowed)
        stream->flying += size;
}

void inside_received(struct stream *stream, size_t size)
{
    struct stream *sender = stream->peer;

    if (!sender)
        return;
    sender->flying -= size;
    if (sender->kept.size > 0)
        stream_arm(sender, &sender->writes);
}
