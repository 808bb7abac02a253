/* SPDX-License-Identifier: MIT */
/* Writing to streams: at once as much as the system takes, the rest when it can. */
#define _GNU_SOURCE
#include <limits.h>
#include <string.h>
#include <sys/socket.h>

#include "inside.h"
#include "stream.h"
#include "suspend.h"

/* The connection is lost: what was kept will never be sent. */
static void lose(struct stream *stream, int code)
{
    stream->write_error = code;
    bytes_free(&stream->kept);
    stream_disarm(stream, &stream->writes);
    stream_wake_all(&stream->drainers);
}

/* How many bytes the system took; 0: none now, or the connection is lost. */
static size_t send_now(struct stream *stream, const void *data, size_t size)
{
    ssize_t n;

    size = inside_may_send(stream, size);
    if (size == 0)
        return 0;
    do
        n = send(stream->fd, data, size, MSG_NOSIGNAL);
    while (n < 0 && errno == EINTR);
    if (n >= 0) {
        inside_sent(stream, (size_t)n);
        return (size_t)n;
    }
    if (errno != EAGAIN && errno != EWOULDBLOCK)
        lose(stream, errno);
    return 0;
}

static void end_writing(struct stream *stream)
{
    if (shutdown(stream->fd, SHUT_WR) < 0 && stream->write_error == 0)
        stream->write_error = errno;
}

void stream_writable(struct watcher *watcher)
{
    struct stream *stream = CONTAINER_OF(watcher, struct stream, writes);

    if (stream->connecting && stream->reader) {
        lone_waiter_wake(stream->reader);
        return;
    }
    size_t sent = send_now(stream, bytes_first(&stream->kept), stream->kept.size);
    if (sent > 0)
        bytes_take(&stream->kept, NULL, sent);
    if (stream->kept.size <= stream->low)
        stream_wake_all(&stream->drainers);
    if (stream->kept.size == 0 || inside_may_send(stream, 1) == 0)
        stream_disarm(stream, watcher);
    if (stream->kept.size > 0)
        return;
    if (stream->closing)
        stream_finish(stream);
    else if (stream->ends && !stream->write_error)
        end_writing(stream);
}

int async_stream_write(struct async_stream handle, const void *data, size_t size)
{
    struct stream *stream = stream_of(handle);

    if (!stream)
        return -EBADF;
    if (stream->closing)
        return refuse(EBADF, "%s is being closed", stream->name);
    if (stream->ends)
        return refuse(EPIPE, "Cannot call write() after write_eof()");
    if (stream->write_error)
        return stream_refuse(stream, stream->write_error);
    size_t sent = stream->kept.size == 0 && size > 0 ? send_now(stream, data, size) : 0;
    if (stream->write_error)
        return stream_refuse(stream, stream->write_error);
    if (sent == size)
        return 0;
    bytes_add(&stream->kept, (const char *)data + sent, size - sent);
    if (inside_may_send(stream, 1) > 0)
        stream_arm(stream, &stream->writes);
    return 0;
}

int async_stream_drain_at(struct async_stream handle, const char *place)
{
    struct stream *stream = stream_of(handle);

    if (!stream)
        return -EBADF;
    if (stream->kept.size > stream->high) {
        stream_will_wait(stream, LOG_WAIT_SEND, "async_stream_drain()", place);
        int rc = stream_wait_in(stream, &stream->drainers);
        if (rc < 0)
            return rc;
        if (stream->id != handle.id)
            return refuse(ECONNRESET, "%s: Connection lost", stream->name);
    }
    return stream->write_error ? stream_refuse(stream, stream->write_error) : 0;
}

int async_stream_set_write_buffer_limits(struct async_stream handle, size_t high,
                                         size_t low)
{
    struct stream *stream = stream_of(handle);

    if (!stream)
        return -EBADF;
    if (low > high)
        return refuse(EINVAL, "high (%zu) must be >= low (%zu)", high, low);
    stream->high = high;
    stream->low = low;
    return 0;
}

size_t async_stream_get_write_buffer_size(struct async_stream handle)
{
    const struct stream *stream = handle.state;

    return stream && stream->id == handle.id ? stream->kept.size : 0;
}

int async_stream_write_eof(struct async_stream handle)
{
    struct stream *stream = stream_of(handle);

    if (!stream)
        return -EBADF;
    if (stream->ends || stream->closing)
        return 0;
    stream->ends = true;
    if (stream->kept.size == 0 && !stream->write_error)
        end_writing(stream);
    return stream->write_error ? stream_refuse(stream, stream->write_error) : 0;
}
