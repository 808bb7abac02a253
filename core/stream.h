/* SPDX-License-Identifier: MIT */
/* A stream while its descriptor is open.  Structs are pooled and never given back, so
 * a stale handle is always recognised. */
#ifndef STREAM_H
#define STREAM_H

#include "async_stream.h"
#include "bytes.h"
#include "link.h"
#include "log.h"
#include "poller.h"
#include "waiter.h"

enum { STREAM_NAME = 104 };

struct stream {
    /* Every read and write. */
    uint64_t id;                        /* 0: closed */
    int fd;
    bool fired;                         /* readable with nobody waiting: try at once */
    bool at_end;                        /* nothing more will come */
    bool closing;                       /* ... as soon as `kept` is sent */
    bool ends;                          /* write_eof was asked for */
    bool outside;                       /* the other end is not in this process */
    bool tcp;
    bool connecting;                    /* its maker waits for the connection */
    int read_error, write_error;        /* what the connection was lost with; or 0 */
    struct lone_waiter *reader;         /* who waits for bytes, or for the connection */
    struct bytes came, kept;            /* received; still to be sent */
    struct watcher reads, writes;       /* armed from the first wait on */

    size_t high, low;                   /* drain waits above, until below */
    struct async_waiters drainers, closers;

    /* Both ends in this process: see inside.h. */
    int port;                           /* of the one that has connected; or 0 */
    bool windowed;
    size_t flying;                      /* sent, and not yet received by ... */
    struct stream *peer;                /* the other end; NULL: not accepted, or closed */

    /* Its life. */
    int waiting;                        /* calls: it is not used anew before they end */
    uint64_t last_id;                   /* when it is closed: which one it was, */
    int last_error;                     /* and what could not be sent */
    struct link link;                   /* all open ones, in order */
    struct stream *next;                /* in the pool */
    char name[STREAM_NAME];
};

/* Takes over an open, non-blocking socket. */
struct stream *stream_new(int fd, const char *name);
static inline struct async_stream stream_handle(const struct stream *stream)
{
    return (struct async_stream){ (void *)stream, stream->id };
}
/* What is open behind a handle; NULL with -EBADF as the last failure. */
struct stream *stream_of(struct async_stream handle);

/* Say what the running task is about to wait for: `why`, by the stream's name. */
struct task *stream_will_wait(const struct stream *stream, enum log_wait why,
                              const char *call, const char *place);
/* Wait as its reader until the watcher fires, or it is closed: 0, or -ECANCELED. */
int stream_wait_to(struct stream *stream, struct watcher *watcher);
/* Wait in that line of its. */
int stream_wait_in(struct stream *stream, struct async_waiters *line);
void stream_arm(struct stream *stream, struct watcher *watcher);
void stream_disarm(struct stream *stream, struct watcher *watcher);

/* The code of a lost connection as a failure with a text. */
int stream_refuse(const struct stream *stream, int code);
/* Wake all in line; they leave it themselves. */
void stream_wake_all(struct async_waiters *line);
/* Close the descriptor, wake whoever waits. */
void stream_finish(struct stream *stream);
/* stream_write.c: the descriptor takes bytes again. */
void stream_writable(struct watcher *watcher);
/* stream_read.c: bytes have come, or the end. */
void stream_readable(struct watcher *watcher);

/* At the end of the loop. */
void streams_close(void);

#endif
