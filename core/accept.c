/* SPDX-License-Identifier: MIT */
/* Accepting: by hand, or with a task for each connection. */
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "clock.h"
#include "inside.h"
#include "logger.h"
#include "report.h"
#include "server.h"
#include "socket.h"
#include "stream.h"
#include "suspend.h"

enum {
    TURN_MOST = 100,                    /* accepted in one turn */
    PAUSE_SECONDS = 1                   /* after the system had no descriptor left */
};

struct connection {
    struct server *server;
    struct async_stream stream;
    struct async_task task;
    struct link link;
};

int server_take(struct server *server, struct async_stream *handle)
{
    struct address peer;
    char name[STREAM_NAME];
    int fd = socket_accept(server->fd, &peer);

    if (fd < 0)
        return fd;
    snprintf(name, sizeof name, "%.80s #%u", server->name, ++server->accepted);
    struct stream *stream = stream_new(fd, name);
    stream->tcp = peer.at.ss_family != AF_UNIX;
    stream->outside = !inside_accept(stream, &peer);
    if (stream->tcp)
        socket_no_delay(fd);
    if (!stream->outside)
        server_give_place(server);
    *handle = stream_handle(stream);
    return 0;
}

/* ---- By hand ---- */

int async_server_accept_at(struct async_server handle, struct async_stream *stream,
                           const char *place)
{
    struct server *server = server_of(handle);

    *stream = (struct async_stream){ 0 };
    if (!server)
        return -EBADF;
    if (server->handler)
        return refuse(EINVAL, "%s has a handler that takes its connections",
                      server->name);
    for (;;) {
        watcher_arm(&server->accepts);
        if (!server->fired) {
            int rc = server_wait(server, &server->acceptors, LOG_WAIT_ACCEPT,
                                 "async_server_accept()", place);
            bool open = server->fd >= 0;
            server_put_back(server);
            if (rc < 0)
                return rc;
            if (!open)
                return refuse(EBADF, "the server is closed");
        }
        server->fired = false;
        int rc = server_take(server, stream);
        if (rc == 0)
            return 0;
        if (rc != -EAGAIN)
            return refuse(-rc, "%s cannot accept: %s", server->name, strerror(-rc));
    }
}

/* ---- A task for each connection ---- */

static void *run_handler(void *arg)
{
    struct connection *connection = arg;
    struct server *server = connection->server;

    return server->handler(connection->stream, server->arg);
}

static struct connection *connection_at(const struct link *link)
{
    return CONTAINER_OF(link, struct connection, link);
}

static void take_out(struct connection *connection)
{
    struct server *server = connection->server;

    link_take_out(&connection->link);
    server->running--;
    free(connection);
}

/* In a turn after the end of the handler, even if it never began. */
static void handler_ended(struct async_task task, void *arg)
{
    struct connection *connection = arg;
    struct server *server = connection->server;

    (void)task;
    async_stream_close(connection->stream);
    take_out(connection);
    if (server->running > 0 || server->fd >= 0)
        return;
    stream_wake_all(&server->closers);
    server_put_back(server);
}

static void start_handler(struct server *server, struct async_stream stream)
{
    struct connection *connection = malloc(sizeof *connection);
    char name[NAME_BYTES];

    if (!connection)
        panic("out of memory for a connection of %s", server->name);
    *connection = (struct connection){ .server = server, .stream = stream };
    link_append(&server->connections, &connection->link);
    server->running++;
    snprintf(name, sizeof name, "%.20s %u", server->function, server->accepted);
    connection->task = async_create_task_at(name, run_handler, connection,
                                            server->function, server->place);
    async_add_done_callback(connection->task, handler_ended, connection);
    async_forget(connection->task);
}

static void accept_again(struct alarm *alarm)
{
    struct server *server = CONTAINER_OF(alarm, struct server, pause);

    watcher_arm(&server->accepts);
}

static void pause_accepting(struct server *server, int code)
{
    report((struct async_task){ 0 }, NULL,
           "%s cannot accept: %s; it tries again in %d s", server->name, strerror(code),
           PAUSE_SECONDS);
    watcher_disarm(&server->accepts);
    alarm_set(&server->pause, clock_after(PAUSE_SECONDS * 1000000000LL), accept_again);
}

static void accept_turn(struct ready *turn)
{
    struct server *server = CONTAINER_OF(turn, struct server, turn);
    struct async_stream stream;
    int rc = 0;

    server->queued = false;
    if (logger_on)
        logger_put(&(struct logger_event){ LOG_TURN, .place = server->place,
                                           .value = logger_name(server->name) });
    for (int i = 0; i < TURN_MOST; i++) {
        rc = server_take(server, &stream);
        if (rc < 0)
            break;
        start_handler(server, stream);
    }
    if (rc < 0 && rc != -EAGAIN)
        pause_accepting(server, -rc);
}

void server_fired(struct watcher *watcher)
{
    struct server *server = CONTAINER_OF(watcher, struct server, accepts);
    struct waiter *waiter = waiters_first_pending(&server->acceptors);

    if (server->handler && !server->queued) {
        server->queued = true;
        server->turn.run = accept_turn;
        loop_push(&server->turn);
    } else if (waiter) {
        waiter_wake(waiter);
    } else if (!server->handler) {
        server->fired = true;
        watcher_disarm(watcher);
    }
}

void server_begin_handling(struct server *server)
{
    watcher_arm(&server->accepts);
    poller_awaits(1);
}

void server_end_handling(struct server *server)
{
    if (server->queued)
        loop_remove(&server->turn);
    server->queued = false;
    alarm_cancel(&server->pause);
    poller_awaits(-1);
}

/* In order of their beginning. */
void server_cancel_handlers(struct server *server)
{
    const struct link *beginning = &server->connections;

    for (const struct link *l = beginning->next; l != beginning; l = l->next)
        async_cancel_with_at(connection_at(l)->task, "", server->place);
}

void server_forget_connections(struct server *server)
{
    while (!link_is_alone(&server->connections))
        take_out(connection_at(server->connections.previous));
}
