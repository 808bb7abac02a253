/* SPDX-License-Identifier: MIT */
/* Where a socket is: host and port, or a path. */
#ifndef ADDRESS_H
#define ADDRESS_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/socket.h>

enum {
    ADDRESSES_MOST = 8,                 /* of one name */
    ADDRESS_TEXT = 96                   /* room for the text of one */
};

struct address {
    struct sockaddr_storage at;
    socklen_t size;
};

/* Of a path: 0, or -ENAMETOOLONG. */
int address_of_path(const char *path, struct address *address);
/* Of a host, which may be a name: how many were found, at most ADDRESSES_MOST (so
 * many must fit); or -ASYNC_ERESOLVE and the like.  NULL: all of this machine's.  A
 * name suspends. */
int address_resolve(const char *host, int port, struct address *addresses,
                    const char *place);
int address_port(const struct address *address);    /* 0 for a path */
/* "127.0.0.1:8080", "[::1]:80", or the path. */
void address_text(char text[ADDRESS_TEXT], const struct address *address);
/* "host:port" as it was asked for. */
void address_name(char text[ADDRESS_TEXT], const char *host, int port);
/* Who connects to `target` comes to the one that listens at `listener`, if that is on
 * this machine. */
bool address_leads_to(const struct address *target, const struct address *listener);
/* This machine talking to itself. */
bool address_is_loopback(const struct address *address);

#endif
