/* SPDX-License-Identifier: MIT */
/* Reading from streams.  Each read waits for the descriptor first, then takes all that
 * is there: what was not asked for yet is kept, and so is what a read that is cancelled
 * has received. */
#define _GNU_SOURCE
#include <limits.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "clock.h"
#include "inside.h"
#include "stream.h"
#include "suspend.h"

/* Bytes taken from the system at once.  What was asked for in smaller pieces comes here
 * first: one call does, and tells that there was no more. */
enum { SPILL = 65536 };
static char spill[SPILL];

void stream_readable(struct watcher *watcher)
{
    struct stream *stream = CONTAINER_OF(watcher, struct stream, reads);

    if (stream->reader) {
        lone_waiter_wake(stream->reader);
        return;
    }
    stream->fired = true;
    stream_disarm(stream, watcher);
}

/* The receiver's kernel may put off telling the sender that there is room again; no
 * time passes meanwhile on the virtual clock. */
static COLD void acknowledge(const struct stream *stream)
{
    int on = 1;

    setsockopt(stream->fd, IPPROTO_TCP, TCP_QUICKACK, &on, sizeof on);
}

/* How many came, 0 at the end, -EAGAIN: none yet, or -code. */
static int receive(struct stream *stream, void *buffer, size_t size)
{
    ssize_t n;

    do {
        n = recv(stream->fd, buffer, size, 0);
        if (n < 0 && errno == ENOTSOCK) /* a child's pipe */
            n = read(stream->fd, buffer, size);
    } while (n < 0 && errno == EINTR);
    stream->fired = false;
    if (n > 0) {
        inside_received(stream, (size_t)n);
        if (stream->tcp && clock_kind() == LOG_CLOCK_VIRTUAL)
            acknowledge(stream);
        return (int)n;
    }
    if (n < 0 && (errno == EAGAIN || errno == EWOULDBLOCK))
        return -EAGAIN;
    stream->read_error = n < 0 ? errno : 0;
    stream->at_end = true;
    stream_disarm(stream, &stream->reads);
    return 0;
}

static int said_end(const struct stream *stream)
{
    return stream->read_error ? stream_refuse(stream, stream->read_error) : 0;
}

/* Receive into the buffer when something has come: how many, 0 at the end, or -code. */
static int fetch(struct stream *stream, void *buffer, size_t size, const char *place)
{
    for (;;) {
        if (stream->at_end)
            return said_end(stream);
        if (!stream->fired) {
            stream_will_wait(stream, LOG_WAIT_RECEIVE, "async_stream_read()", place);
            int rc = stream_wait_to(stream, &stream->reads);
            if (rc < 0)
                return rc;
            if (stream->at_end)         /* it was closed meanwhile */
                return 0;
        }
        int n = receive(stream, buffer, size);
        if (n > 0)
            return n;
    }
}

/* The same for `size` bytes or more, which stay with the stream. */
static int fetch_more(struct stream *stream, size_t size, const char *place)
{
    if (size < SPILL) {
        int n = fetch(stream, spill, SPILL, place);
        if (n > 0)
            bytes_add(&stream->came, spill, (size_t)n);
        return n;
    }
    char *room = bytes_make_room(&stream->came, size);
    int n = fetch(stream, room, size, place);
    if (n > 0)
        bytes_added(&stream->came, (size_t)n);
    return n;
}

static struct stream *readable_by(struct async_stream handle, size_t size,
                                  const char *call)
{
    struct stream *stream = stream_of(handle);

    if (!stream)
        return NULL;
    if (stream->reader) {
        refuse(EBUSY, "%s() called while another task is already waiting for incoming "
                      "data of %s", call, stream->name);
        return NULL;
    }
    if (size > INT_MAX) {
        refuse(EINVAL, "%s(): %zu bytes are too many for one call", call, size);
        return NULL;
    }
    return stream;
}

static int refused(void)
{
    return -async_caught()->code;
}

static int take(struct stream *stream, void *buffer, size_t size)
{
    bytes_take(&stream->came, buffer, size);
    return (int)size;
}

/* Nothing is kept: receive as many as there are, up to size of them into the buffer. */
static int fetch_into(struct stream *stream, char *buffer, size_t size, const char *place)
{
    if (size >= SPILL)
        return fetch(stream, buffer, size, place);
    int n = fetch(stream, spill, SPILL, place);
    if (n <= 0)
        return n;
    size_t got = (size_t)n < size ? (size_t)n : size;
    memcpy(buffer, spill, got);
    bytes_add(&stream->came, spill + got, (size_t)n - got);
    return (int)got;
}

int async_stream_read_at(struct async_stream handle, void *buffer, size_t size,
                         const char *place)
{
    struct stream *stream = readable_by(handle, size, "read");

    if (!stream)
        return refused();
    if (size == 0)
        return 0;
    if (stream->came.size > 0)
        return take(stream, buffer, size < stream->came.size ? size : stream->came.size);
    return fetch_into(stream, buffer, size, place);
}

static int incomplete(const struct stream *stream, size_t size)
{
    if (size == 0)
        return refuse(ASYNC_EINCOMPLETE, "%s: %zu bytes read before the end, and no "
                      "separator", stream->name, stream->came.size);
    return refuse(ASYNC_EINCOMPLETE, "%s: %zu bytes read on a total of %zu expected bytes",
                  stream->name, stream->came.size, size);
}

/* The end has come where there should have been more: what can be said about it. */
static int ended_early(struct async_stream handle, size_t size)
{
    const struct stream *stream = handle.state;

    if (stream->id != handle.id)
        return refuse(EBADF, "the stream was closed while it was being read");
    return incomplete(stream, size);
}

int async_stream_readexactly_at(struct async_stream handle, void *buffer, size_t size,
                                const char *place)
{
    struct stream *stream = readable_by(handle, size, "readexactly");

    if (!stream)
        return refused();
    if (stream->came.size == 0 && size > 0 && size < SPILL) {
        int n = fetch_into(stream, buffer, size, place);
        if (n < 0 || (size_t)n == size)
            return n;
        if (n > 0)
            bytes_add(&stream->came, buffer, (size_t)n);
    }
    while (stream->came.size < size) {
        int n = fetch_more(stream, size - stream->came.size, place);
        if (n < 0)
            return n;
        if (n == 0)
            return ended_early(handle, size);
    }
    return take(stream, buffer, size);
}

/* Where the separator ends, 0: it is not there.  Before `from` it does not begin. */
static size_t find_end(const struct bytes *came, const char *separator, size_t length,
                       size_t from)
{
    const char *first = bytes_first(came), *found;

    if (from + length > came->size)
        return 0;
    found = memmem(first + from, came->size - from, separator, length);
    return found ? (size_t)(found - first) + length : 0;
}

static int give_line(struct stream *stream, char *buffer, size_t length)
{
    buffer[length] = '\0';
    return take(stream, buffer, length);
}

int async_stream_readuntil_at(struct async_stream handle, const char *separator,
                              char *buffer, size_t size, const char *place)
{
    struct stream *stream = readable_by(handle, size, "readuntil");
    size_t length = strlen(separator), searched = 0, end;

    if (!stream)
        return refused();
    if (length == 0 || size == 0)
        return refuse(EINVAL, length ? "there is no room for a line"
                                     : "Separator should be at least one-byte string");
    while ((end = find_end(&stream->came, separator, length, searched)) == 0) {
        if (stream->came.size >= size)
            break;
        searched = stream->came.size >= length ? stream->came.size - length + 1 : 0;
        int n = fetch_more(stream, 1, place);
        if (n < 0)
            return n;
        if (n == 0)
            return ended_early(handle, 0);
    }
    if (end == 0 || end >= size)
        return refuse(ASYNC_ELIMIT, "%s: the line is longer than %zu bytes", stream->name,
                      size - 1);
    return give_line(stream, buffer, end);
}

int async_stream_readline_at(struct async_stream handle, char *buffer, size_t size,
                             const char *place)
{
    int rc = async_stream_readuntil_at(handle, "\n", buffer, size, place);
    struct stream *stream = handle.state;

    if (rc != -ASYNC_EINCOMPLETE)
        return rc;
    if (stream->came.size >= size)
        return refuse(ASYNC_ELIMIT, "%s: the line is longer than %zu bytes", stream->name,
                      size - 1);
    return give_line(stream, buffer, stream->came.size);
}

bool async_stream_at_eof(struct async_stream handle)
{
    const struct stream *stream = handle.state;

    return !stream || stream->id != handle.id ||
           (stream->at_end && stream->came.size == 0);
}
