/* SPDX-License-Identifier: MIT */
/* Names of hosts, asked for outside the loop. */
#define _GNU_SOURCE
#include "resolve.h"

#include <netdb.h>
#include <stdio.h>
#include <sys/socket.h>

#include "async_stream.h"
#include "error.h"

int resolve(const char *host, int port, struct addrinfo **list, const char *place)
{
    struct addrinfo hints = { .ai_socktype = SOCK_STREAM };
    char service[8];

    (void)place;
    snprintf(service, sizeof service, "%d", port);
    int rc = getaddrinfo(host, service, &hints, list);
    if (rc != 0)
        return refuse(ASYNC_ERESOLVE, "cannot resolve '%s': %s", host, gai_strerror(rc));
    return 0;
}
