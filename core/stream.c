/* SPDX-License-Identifier: MIT */
/* Streams: made, waited for, closed. */
#define _GNU_SOURCE
#include "stream.h"

#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "address.h"
#include "debug.h"
#include "inside.h"
#include "poller.h"
#include "report.h"
#include "suspend.h"

enum { HIGH_WATER = 65536, LOW_WATER = HIGH_WATER / 4 };

static struct link open_streams = LINK_ALONE(open_streams);
static struct stream *pool_first, *pool_last;   /* the longest unused one first */
static uint64_t last_id;

/* ---- Made ---- */

static struct stream *take_struct(void)
{
    struct stream *stream = pool_first;

    if (!stream) {
        stream = malloc(sizeof *stream);
        if (!stream)
            panic("out of memory for a stream");
        return stream;
    }
    pool_first = stream->next;
    if (!pool_first)
        pool_last = NULL;
    return stream;
}

static void put_struct(struct stream *stream)
{
    stream->next = NULL;
    if (pool_last)
        pool_last->next = stream;
    else
        pool_first = stream;
    pool_last = stream;
}

struct stream *stream_new(int fd, const char *name)
{
    struct stream *stream = take_struct();

    *stream = (struct stream){ .id = ++last_id, .fd = fd, .high = HIGH_WATER,
                               .low = LOW_WATER };
    snprintf(stream->name, sizeof stream->name, "%s", name);
    watcher_init(&stream->reads, fd, EV_READ, stream_readable);
    watcher_init(&stream->writes, fd, EV_WRITE, stream_writable);
    link_append(&open_streams, &stream->link);
    return stream;
}

int async_open_socket(int fd, const char *name, struct async_stream *stream)
{
    int type, flags = fcntl(fd, F_GETFL);
    socklen_t size = sizeof type;

    *stream = (struct async_stream){ 0 };
    if (getsockopt(fd, SOL_SOCKET, SO_TYPE, &type, &size) < 0)
        return refuse(errno, "descriptor %d cannot be a stream: %s", fd, strerror(errno));
    if (type != SOCK_STREAM)
        return refuse(EPROTOTYPE, "descriptor %d cannot be a stream: it has messages", fd);
    if (flags < 0 || fcntl(fd, F_SETFL, flags | O_NONBLOCK) < 0)
        return refuse(errno, "descriptor %d cannot be a stream: %s", fd, strerror(errno));
    *stream = stream_handle(stream_new(fd, name));
    return 0;
}

void async_stream_outside(struct async_stream handle, bool outside)
{
    struct stream *stream = handle.state;

    if (!stream || stream->id != handle.id || stream->outside == outside)
        return;
    stream->outside = outside;
    poller_awaits_outside(outside ? stream->waiting : -stream->waiting);
}

struct stream *stream_of(struct async_stream handle)
{
    struct stream *stream = handle.state;

    if (stream && stream->id == handle.id)
        return stream;
    refuse(EBADF, stream ? "the stream is closed" : "there is no stream");
    return NULL;
}

/* ---- Waited for ---- */

static void log_watch(const struct stream *stream, const struct watcher *watcher,
                      enum log_kind kind)
{
    logger_put(&(struct logger_event){
        kind, watcher == &stream->reads ? LOG_WAIT_RECEIVE : LOG_WAIT_SEND,
        .value = logger_name(stream->name) });
}

void stream_arm(struct stream *stream, struct watcher *watcher)
{
    if (watcher_is_armed(watcher))
        return;
    watcher_arm(watcher);
    if (logger_on)
        log_watch(stream, watcher, LOG_ARMED);
}

void stream_disarm(struct stream *stream, struct watcher *watcher)
{
    if (!watcher_is_armed(watcher))
        return;
    watcher_disarm(watcher);
    if (logger_on)
        log_watch(stream, watcher, LOG_DISARMED);
}

struct task *stream_will_wait(const struct stream *stream, enum log_wait why,
                              const char *call, const char *place)
{
    struct task *self = task_must_run(call, place);

    task_will_wait(self, why, 0, logger_on ? logger_name(stream->name) : 0, place);
    self->wait_name = stream->name;
    return self;
}

/* One after another, the other end must have done its part already. */
static COLD void check_not_stuck(const struct stream *stream, const struct watcher *watcher)
{
    struct pollfd look = { .fd = stream->fd,
                           .events = watcher == &stream->reads ? POLLIN : POLLOUT };

    if (!stream->outside && poll(&look, 1, 0) == 0)
        synchronous_stuck(loop.current, stream->name);
}

static void put_back(struct stream *stream)
{
    if (stream->waiting == 0 && stream->id == 0)
        put_struct(stream);
}

static void wait_begins(struct stream *stream)
{
    stream->waiting++;
    poller_awaits(1);
    poller_awaits_outside(stream->outside);
}

static void wait_ended(struct stream *stream)
{
    poller_awaits_outside(-stream->outside);
    poller_awaits(-1);
    stream->waiting--;
    put_back(stream);
}

int stream_wait_to(struct stream *stream, struct watcher *watcher)
{
    struct lone_waiter waiter;

    if (loop.synchronous)
        check_not_stuck(stream, watcher);
    stream->reader = &waiter;
    stream_arm(stream, watcher);
    wait_begins(stream);
    int rc = lone_waiter_wait_said(&waiter);
    stream->reader = NULL;
    wait_ended(stream);
    return rc;
}

int stream_wait_in(struct stream *stream, struct async_waiters *line)
{
    if (loop.synchronous)
        check_not_stuck(stream, &stream->writes);
    wait_begins(stream);
    int rc = waiter_wait_said(line);
    task_leave_line(line);
    wait_ended(stream);
    return rc;
}

void stream_wake_all(struct async_waiters *line)
{
    for (struct waiter *w = waiters_first(line); w; w = w->next)
        waiter_wake(w);
}

int stream_refuse(const struct stream *stream, int code)
{
    return refuse(code, "%s: %s", stream->name, strerror(code));
}

/* ---- Closed ---- */

static void wake_everybody(struct stream *stream)
{
    if (stream->reader)
        lone_waiter_wake(stream->reader);
    stream_wake_all(&stream->drainers);
    stream_wake_all(&stream->closers);
}

void stream_finish(struct stream *stream)
{
    stream_disarm(stream, &stream->reads);
    stream_disarm(stream, &stream->writes);
    inside_close(stream);
    close(stream->fd);
    bytes_free(&stream->came);
    bytes_free(&stream->kept);
    link_take_out(&stream->link);
    stream->last_id = stream->id;
    stream->last_error = stream->write_error;
    stream->id = 0;
    stream->fd = -1;
    stream->at_end = true;
    wake_everybody(stream);
    put_back(stream);
}

void async_stream_close(struct async_stream handle)
{
    struct stream *stream = handle.state;

    if (!stream || stream->id != handle.id || stream->closing)
        return;
    stream->closing = stream->at_end = true;
    if (stream->reader)
        lone_waiter_wake(stream->reader);
    stream_disarm(stream, &stream->reads);
    if (stream->kept.size == 0)
        stream_finish(stream);
}

void async_stream_abort(struct async_stream handle)
{
    struct stream *stream = handle.state;

    if (!stream || stream->id != handle.id)
        return;
    if (stream->kept.size > 0 && stream->write_error == 0)
        stream->write_error = ECONNABORTED;
    stream_finish(stream);
}

int async_stream_wait_closed_at(struct async_stream handle, const char *place)
{
    struct stream *stream = handle.state;

    if (!stream)
        return 0;
    if (stream->id == handle.id) {
        stream_will_wait(stream, LOG_WAIT_SEND, "async_stream_wait_closed()", place);
        int rc = stream_wait_in(stream, &stream->closers);
        if (rc < 0)
            return rc;
    }
    if (stream->last_id == handle.id && stream->last_error)
        return stream_refuse(stream, stream->last_error);
    return 0;
}

bool async_stream_is_closing(struct async_stream handle)
{
    const struct stream *stream = handle.state;

    return !stream || stream->id != handle.id || stream->closing;
}

void streams_close(void)
{
    while (!link_is_alone(&open_streams)) {
        struct stream *stream = CONTAINER_OF(open_streams.next, struct stream, link);
        if (debug_on && !stream->closing)
            report((struct async_task){ 0 }, NULL, "the stream %s was never closed",
                   stream->name);
        stream_finish(stream);
    }
    inside_forget_all();
}

/* ---- Asked ---- */

const char *async_stream_get_extra_info(struct async_stream handle, const char *name)
{
    static char text[ADDRESS_TEXT];
    struct address address = { .size = sizeof address.at };
    const struct stream *stream = stream_of(handle);
    struct sockaddr *at = (struct sockaddr *)&address.at;

    if (!stream)
        return NULL;
    if (strcmp(name, "peername") == 0 ? getpeername(stream->fd, at, &address.size) < 0
        : strcmp(name, "sockname") != 0 || getsockname(stream->fd, at, &address.size) < 0)
        return NULL;
    address_text(text, &address);
    return text;
}

int async_stream_fileno(struct async_stream handle)
{
    const struct stream *stream = stream_of(handle);

    return stream ? stream->fd : -EBADF;
}
