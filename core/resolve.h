/* SPDX-License-Identifier: MIT */
/* Names of hosts, asked for outside the loop. */
#ifndef RESOLVE_H
#define RESOLVE_H

struct addrinfo;

/* 0 with a list for freeaddrinfo(), or -ASYNC_ERESOLVE with the name in the text.
 * Suspends. */
int resolve(const char *host, int port, struct addrinfo **list, const char *place);

#endif
