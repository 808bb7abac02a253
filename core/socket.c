/* SPDX-License-Identifier: MIT */
/* Sockets that never block and are not inherited; with Linux's flags, or portably
 * (-DASYNC_PORTABLE). */
#define _GNU_SOURCE
#include "socket.h"

#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <unistd.h>

enum { BACKLOG = 4096 };                /* the system may have a lower limit */

void socket_set(int fd, int level, int option)
{
    int on = 1;

    setsockopt(fd, level, option, &on, sizeof on);
}

void socket_no_delay(int fd)
{
    socket_set(fd, IPPROTO_TCP, TCP_NODELAY);
}

#if defined __linux__ && !defined ASYNC_PORTABLE

int socket_new(int family)
{
    int fd = socket(family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);

    return fd < 0 ? -errno : fd;
}

static int accept_from(int listener, struct address *peer)
{
    peer->size = sizeof peer->at;
    return accept4(listener, (struct sockaddr *)&peer->at, &peer->size,
                   SOCK_NONBLOCK | SOCK_CLOEXEC);
}

#else

static int prepare(int fd)
{
    if (fd < 0)
        return fd;
    fcntl(fd, F_SETFL, fcntl(fd, F_GETFL) | O_NONBLOCK);
    fcntl(fd, F_SETFD, FD_CLOEXEC);
#ifdef SO_NOSIGPIPE
    socket_set(fd, SOL_SOCKET, SO_NOSIGPIPE);
#endif
    return fd;
}

int socket_new(int family)
{
    int fd = prepare(socket(family, SOCK_STREAM, 0));

    return fd < 0 ? -errno : fd;
}

static int accept_from(int listener, struct address *peer)
{
    peer->size = sizeof peer->at;
    return prepare(accept(listener, (struct sockaddr *)&peer->at, &peer->size));
}

#endif

int socket_accept(int listener, struct address *peer)
{
    int fd;

    do                                  /* who has left again is not told of */
        fd = accept_from(listener, peer);
    while (fd < 0 && (errno == EINTR || errno == ECONNABORTED));
    return fd < 0 ? -errno : fd;
}

static int bind_and_listen(int fd, struct address *address)
{
    int family = address->at.ss_family, off = 0;

    if (family != AF_UNIX)
        socket_set(fd, SOL_SOCKET, SO_REUSEADDR);
    if (family == AF_INET6)             /* ::, both kinds of addresses */
        setsockopt(fd, IPPROTO_IPV6, IPV6_V6ONLY, &off, sizeof off);
    if (bind(fd, (struct sockaddr *)&address->at, address->size) < 0 ||
        listen(fd, BACKLOG) < 0)
        return -errno;
    if (family != AF_UNIX)
        getsockname(fd, (struct sockaddr *)&address->at, &address->size);
    return 0;
}

int socket_listen(struct address *address)
{
    int fd = socket_new(address->at.ss_family);
    int rc = fd < 0 ? fd : bind_and_listen(fd, address);

    if (rc < 0 && fd >= 0)
        close(fd);
    return rc < 0 ? rc : fd;
}
