/* SPDX-License-Identifier: MIT */
/* Connecting: to one address of a host after the other. */
#define _GNU_SOURCE
#include <string.h>
#include <sys/socket.h>

#include "inside.h"
#include "server.h"
#include "socket.h"
#include "stream.h"
#include "suspend.h"

/* Wait until the socket is connected: 0, -errno. */
static int wait_for_connection(struct stream *stream, const char *place)
{
    int code = 0;
    socklen_t size = sizeof code;

    stream_will_wait(stream, LOG_WAIT_CONNECT, "async_open_connection()", place);
    stream->connecting = true;
    int rc = stream_wait_to(stream, &stream->writes);
    stream->connecting = false;
    if (rc < 0)
        return rc;
    stream_disarm(stream, &stream->writes);
    if (getsockopt(stream->fd, SOL_SOCKET, SO_ERROR, &code, &size) < 0)
        code = errno;
    return -code;
}

/* Begin: 0 done, -EINPROGRESS, or -errno. */
static int begin_connection(const struct stream *stream, const struct address *address,
                            const char *place)
{
    for (double nap = 0; ; nap = 0.001) {
        if (connect(stream->fd, (const struct sockaddr *)&address->at,
                    address->size) == 0)
            return 0;
        if (errno == EINTR)
            return -EINPROGRESS;
        if (errno != EAGAIN || address->at.ss_family != AF_UNIX)
            return -errno;
        int rc = async_sleep_at(nap, place);    /* the listener's line is full */
        if (rc < 0)
            return rc;
    }
}

/* To a server of this process, which has counted this one. */
static int connect_inside(struct stream *stream, const struct address *address,
                          struct server *server, const char *place)
{
    uint64_t id = server->id;
    int rc = begin_connection(stream, address, place);
    bool begun = rc == 0 || rc == -EINPROGRESS;

    if (begun)
        inside_begin(stream);
    if (rc == -EINPROGRESS)
        rc = wait_for_connection(stream, place);
    if (rc == 0 || (rc == -ECANCELED && begun))     /* it will be accepted */
        return rc;
    inside_take_back(stream);
    if (server->id == id)
        server_give_place(server);
    return rc;
}

static int connect_outside(struct stream *stream, const struct address *address,
                           const char *place)
{
    int rc = begin_connection(stream, address, place);

    return rc == -EINPROGRESS ? wait_for_connection(stream, place) : rc;
}

static struct stream *make_stream(int fd, const struct address *address, const char *name,
                                  const struct server *server)
{
    bool nameless = server && strchr(server->name, '*');
    struct stream *stream = stream_new(fd, nameless ? server->name : name);

    stream->tcp = address->at.ss_family != AF_UNIX;
    stream->outside = !server;
    if (stream->tcp)
        socket_no_delay(fd);
    return stream;
}

/* 0, or -errno; -ECANCELED. */
static int connect_to(const struct address *address, const char *name,
                      struct async_stream *handle, const char *place)
{
    struct server *server = server_at(address);
    int rc = server ? server_take_place(server, place) : 0;

    if (rc < 0)
        return rc;
    int fd = socket_new(address->at.ss_family);
    if (fd < 0) {
        if (server)
            server_give_place(server);
        return fd;
    }
    struct stream *stream = make_stream(fd, address, name, server);
    rc = server ? connect_inside(stream, address, server, place)
                : connect_outside(stream, address, place);
    if (rc < 0)
        stream_finish(stream);
    else
        *handle = stream_handle(stream);
    return rc;
}

static int cannot_connect(const char *name, int rc)
{
    return refuse(-rc, "cannot connect to %s: %s", name, strerror(-rc));
}

int async_open_connection_at(const char *host, int port, struct async_stream *stream,
                             const char *place)
{
    struct address addresses[ADDRESSES_MOST];
    char name[ADDRESS_TEXT];

    task_must_run("async_open_connection()", place);
    *stream = (struct async_stream){ 0 };
    int n = address_resolve(host, port, addresses, place), rc = -EADDRNOTAVAIL;
    if (n < 0)
        return n;
    address_name(name, host ? host : "*", port);
    for (int i = 0; i < n; i++) {
        rc = connect_to(&addresses[i], name, stream, place);
        if (rc == 0 || rc == -ECANCELED)
            break;
    }
    return rc < 0 && rc != -ECANCELED ? cannot_connect(name, rc) : rc;
}

int async_open_unix_connection_at(const char *path, struct async_stream *stream,
                                  const char *place)
{
    struct address address;

    task_must_run("async_open_unix_connection()", place);
    *stream = (struct async_stream){ 0 };
    int rc = address_of_path(path, &address);
    if (rc < 0)
        return rc;
    rc = connect_to(&address, path, stream, place);
    return rc < 0 && rc != -ECANCELED ? cannot_connect(path, rc) : rc;
}
