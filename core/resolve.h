/* SPDX-License-Identifier: MIT */
/* Names of hosts, asked for by a thread of the pool: asking may take seconds. */
#ifndef RESOLVE_H
#define RESOLVE_H

#include "address.h"

/* How many addresses the name has, at most ADDRESSES_MOST; -ASYNC_ERESOLVE with the name
 * in the text.  Suspends. */
int resolve(const char *host, int port, struct address *addresses, const char *place);

#endif
