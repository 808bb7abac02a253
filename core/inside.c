/* SPDX-License-Identifier: MIT */
/* Connections with both ends in this process, by the port of the connecting one. */
#define _GNU_SOURCE
#include "inside.h"

#include <sys/socket.h>
#include <unistd.h>

static uint32_t ports[65536 / 32];

int inside_note(int fd)
{
    struct address own = { .size = sizeof own.at };

    if (getsockname(fd, (struct sockaddr *)&own.at, &own.size) < 0)
        return 0;
    int port = address_port(&own);
    ports[port / 32] |= 1u << port % 32;
    return port;
}

void inside_take_back(int port)
{
    ports[port / 32] &= ~(1u << port % 32);
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

bool inside_is_peer(int fd, const struct address *peer)
{
    int port = address_port(peer);

    if (peer->at.ss_family == AF_UNIX)
        return is_own_process(fd);
    if (!address_is_loopback(peer) || !(ports[port / 32] >> port % 32 & 1))
        return false;
    inside_take_back(port);
    return true;
}
