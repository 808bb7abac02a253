/* SPDX-License-Identifier: MIT */
/* Connections with both ends in this process.  The virtual clock need not wait for
 * them, since the system delivers between them at once: as long as its own buffers, whose
 * size depends on the time that passes, are never what the sender waits for.  So on that
 * clock no more than a window is on its way. */
#ifndef INSIDE_H
#define INSIDE_H

#include <stdbool.h>
#include <stddef.h>

struct address;
struct stream;

/* A stream of ours has connected, or tries to, to a server of ours. */
void inside_begin(struct stream *stream);
/* It came to nothing; or it is closed (and may still be accepted). */
void inside_take_back(struct stream *stream);
void inside_close(struct stream *stream);
/* At the end of the loop: its ports are somebody else's in the next run. */
void inside_forget_all(void);
/* A server is closed with connections that it has not accepted. */
void inside_refuse_all(void);
/* Who has just been accepted, from `peer`, comes from this process. */
bool inside_accept(struct stream *stream, const struct address *peer);

/* How many of these bytes may be sent now. */
size_t inside_may_send(const struct stream *stream, size_t size);
/* So many were sent, or received. */
void inside_sent(struct stream *stream, size_t size);
void inside_received(struct stream *stream, size_t size);

#endif
