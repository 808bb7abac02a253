/* SPDX-License-Identifier: MIT */
/* Sockets that never block and are not inherited. */
#ifndef SOCKET_H
#define SOCKET_H

#include "address.h"

/* A descriptor, or -errno. */
int socket_new(int family);
/* One who has come to a listening socket, and from where; -EAGAIN: nobody. */
int socket_accept(int listener, struct address *peer);
/* Listen at the address, which is filled in where it leaves something open: a
 * descriptor, or -errno. */
int socket_listen(struct address *address);
/* What is sent goes at once, however little. */
void socket_no_delay(int fd);
void socket_set(int fd, int level, int option);

#endif
