/* SPDX-License-Identifier: MIT */
/* Redis, which speaks asynchronously by itself: hiredis says what it wants to read and
 * write, the loop watches its one descriptor.  Many tasks share one connection. */
#ifndef REDIS_H
#define REDIS_H

#include "async.h"

struct redis {
    void *context;                  /* private; NULL once the connection is lost */
};

/* "127.0.0.1:6379".  0, or -EINVAL, -ECONNREFUSED and the like with a text.  Suspends. */
int redis_open(struct redis *redis, const char *address);
void redis_close(struct redis *redis);
/* Send a command and wait for its reply: 0 with *reply as text (the caller's to free;
 * NULL for nil; may be NULL), -EPROTO with the server's words where it refuses,
 * -ECONNRESET.  Other tasks may ask meanwhile; replies come in order.  Suspends. */
int redis_command(struct redis *redis, char **reply, const char *format, ...);

#endif
