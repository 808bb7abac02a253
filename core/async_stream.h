/* SPDX-License-Identifier: MIT */
/* Streams: TCP and Unix connections with asyncio's words.
 *
 * A stream is both ends of the talk, asyncio's reader and writer in one.  It owns its
 * descriptor.  Handles are small values as in async.h: a stale one is a stream that was
 * closed (-EBADF).  Any wait ends early with -ECANCELED, so time limits are those of
 * async_timeout_begin() and async_wait_for(); nothing that came is lost by it. */
#ifndef ASYNC_STREAM_H
#define ASYNC_STREAM_H

#include "async.h"

enum async_stream_code {
    ASYNC_EINCOMPLETE = 10101,      /* the other side closed too early */
    ASYNC_ELIMIT,                   /* a line does not fit into its buffer */
    ASYNC_ERESOLVE                  /* no address for this name */
};

struct async_stream { void *state; uint64_t id; };      /* private; id 0: none */
struct async_server { void *state; uint64_t id; };      /* private; id 0: none */

/* ---- Connecting ---------------------------------------------------------- */

/* Connect to a host (a name, or an address such as 127.0.0.1 or ::1) and port: 0 with
 * *stream, which is the caller's to close; -ASYNC_ERESOLVE, -ECONNREFUSED, -EMFILE, ...
 * with a text that names the host.  Suspends. */
int async_open_connection(const char *host, int port, struct async_stream *stream);
int async_open_unix_connection(const char *path, struct async_stream *stream);
/* Take over a connected socket, under a name that is shown (copied): 0, or -ENOTSOCK,
 * -EBADF; then the descriptor is still the caller's. */
int async_open_socket(int fd, const char *name, struct async_stream *stream);
/* Its other end is outside this process: the virtual clock waits for it.  Of those that
 * were connected or accepted this is known. */
void async_stream_outside(struct async_stream stream, bool outside);

/* ---- Reading: one task at a time, another one gets -EBUSY ------------------ */

/* Up to size bytes, as soon as there are some: how many, 0 at the end.  Suspends. */
int async_stream_read(struct async_stream stream, void *buffer, size_t size);
/* Exactly size bytes: size; -ASYNC_EINCOMPLETE at the end: what came is there to be read
 * by async_stream_read().  Suspends. */
int async_stream_readexactly(struct async_stream stream, void *buffer, size_t size);
/* All up to the separator and with it, and a NUL: how many bytes.  -ASYNC_EINCOMPLETE at
 * the end, -ASYNC_ELIMIT if it does not fit; both leave what came.  Suspends. */
int async_stream_readuntil(struct async_stream stream, const char *separator,
                           char *buffer, size_t size);
/* The same with "\n"; what stands before the end counts as a line, 0 at the end. */
int async_stream_readline(struct async_stream stream, char *buffer, size_t size);
/* The end has come, and all before it was read. */
bool async_stream_at_eof(struct async_stream stream);

/* ---- Writing ------------------------------------------------------------- */

/* Send what the system takes, keep a copy of the rest and send it by and by: 0; -EPIPE
 * and the like once the connection is lost.  Never waits: so drain. */
int async_stream_write(struct async_stream stream, const void *data, size_t size);
/* Back-pressure: wait while too much is kept.  0, or why it can never be sent.
 * Suspends. */
int async_stream_drain(struct async_stream stream);
/* drain waits from above `high` bytes on until at most `low` are kept: 64 and 16 KiB
 * unless set.  0, -EINVAL. */
int async_stream_set_write_buffer_limits(struct async_stream stream, size_t high,
                                         size_t low);
size_t async_stream_get_write_buffer_size(struct async_stream stream);
/* Half-close: the other side reads the end after all that was written; reading goes
 * on.  0, or -code. */
int async_stream_write_eof(struct async_stream stream);

/* ---- Closing --------------------------------------------------------------- */

/* Send what is kept, then close.  Whoever reads is at the end: it gets 0 from read(), a
 * failure where more was asked for.  Twice does no harm.  Whatever is open at the end of
 * the run is closed. */
void async_stream_close(struct async_stream stream);
/* Close now; what is kept is lost. */
void async_stream_abort(struct async_stream stream);
/* 0 when it is closed, or -code: what was kept could not be sent.  Suspends. */
int async_stream_wait_closed(struct async_stream stream);
bool async_stream_is_closing(struct async_stream stream);
/* "peername" or "sockname" as text ("127.0.0.1:8080"), good until the next call; NULL
 * for anything else. */
const char *async_stream_get_extra_info(struct async_stream stream, const char *name);
int async_stream_fileno(struct async_stream stream);    /* -EBADF: closed */

/* ---- Servers ----------------------------------------------------------------- */

/* What runs for each connection, in a task of its own, named by the function and a
 * number from 1 on.  The stream is closed when it ends; a failure is reported. */
typedef void *async_connection_fn(struct async_stream stream, void *arg);

/* Listen (host NULL: on all addresses; port 0: any free one), and run handler(stream,
 * arg) for each connection.  0 with *server, -EADDRINUSE, ...  Where the system has no
 * descriptor left it says so and tries again every second.  A name as host suspends. */
int async_start_server(async_connection_fn *handler, void *arg, const char *host,
                       int port, struct async_server *server);
/* The path is made, and removed when the server is closed. */
int async_start_unix_server(async_connection_fn *handler, void *arg, const char *path,
                            struct async_server *server);
/* Listen only: the program accepts by itself. */
int async_listen(const char *host, int port, struct async_server *server);
int async_listen_unix(const char *path, struct async_server *server);
/* The next connection: 0 with *stream, which is the caller's to close; -EMFILE, ... (it
 * may be tried again); -EBADF when the server is closed.  Suspends. */
int async_server_accept(struct async_server server, struct async_stream *stream);
int async_server_port(struct async_server server);      /* 0 for a Unix one */
int async_server_connections(struct async_server server);   /* handlers that run */

/* Stop accepting; the handlers go on. */
void async_server_close(struct async_server server);
/* 0 when it was closed and the last handler has ended.  Suspends. */
int async_server_wait_closed(struct async_server server);
/* Graceful: close; wait for the handlers, for `grace` seconds at most; cancel those that
 * are left and wait for them.  How many had to be cancelled; -ECANCELED: cancelled
 * itself, it has cancelled them, too.  Suspends. */
int async_server_shutdown(struct async_server server, double grace);
/* Until it is cancelled, or closed by others: then it is closed, and this is -ECANCELED.
 * Handlers go on.  Suspends. */
int async_server_serve_forever(struct async_server server);

/* ---- Places: see async.h ----------------------------------------------------- */

int async_open_connection_at(const char *host, int port, struct async_stream *stream,
                             const char *place);
int async_open_unix_connection_at(const char *path, struct async_stream *stream,
                                  const char *place);
int async_stream_read_at(struct async_stream stream, void *buffer, size_t size,
                         const char *place);
int async_stream_readexactly_at(struct async_stream stream, void *buffer, size_t size,
                                const char *place);
int async_stream_readuntil_at(struct async_stream stream, const char *separator,
                              char *buffer, size_t size, const char *place);
int async_stream_readline_at(struct async_stream stream, char *buffer, size_t size,
                             const char *place);
int async_stream_drain_at(struct async_stream stream, const char *place);
int async_stream_wait_closed_at(struct async_stream stream, const char *place);
int async_start_server_at(async_connection_fn *handler, void *arg, const char *host,
                          int port, struct async_server *server, const char *function,
                          const char *place);
int async_start_unix_server_at(async_connection_fn *handler, void *arg, const char *path,
                               struct async_server *server, const char *function,
                               const char *place);
int async_listen_at(const char *host, int port, struct async_server *server,
                    const char *place);
int async_listen_unix_at(const char *path, struct async_server *server,
                         const char *place);
int async_server_accept_at(struct async_server server, struct async_stream *stream,
                           const char *place);
int async_server_wait_closed_at(struct async_server server, const char *place);
int async_server_shutdown_at(struct async_server server, double grace,
                             const char *place);
int async_server_serve_forever_at(struct async_server server, const char *place);

#define async_open_connection(...) async_open_connection_at(__VA_ARGS__, ASYNC_PLACE)
#define async_open_unix_connection(...) \
    async_open_unix_connection_at(__VA_ARGS__, ASYNC_PLACE)
#define async_stream_read(...) async_stream_read_at(__VA_ARGS__, ASYNC_PLACE)
#define async_stream_readexactly(...) \
    async_stream_readexactly_at(__VA_ARGS__, ASYNC_PLACE)
#define async_stream_readuntil(...) async_stream_readuntil_at(__VA_ARGS__, ASYNC_PLACE)
#define async_stream_readline(...) async_stream_readline_at(__VA_ARGS__, ASYNC_PLACE)
#define async_stream_drain(...) async_stream_drain_at(__VA_ARGS__, ASYNC_PLACE)
#define async_stream_wait_closed(...) \
    async_stream_wait_closed_at(__VA_ARGS__, ASYNC_PLACE)
#define async_start_server(handler, ...) \
    async_start_server_at(handler, __VA_ARGS__, #handler, ASYNC_PLACE)
#define async_start_unix_server(handler, ...) \
    async_start_unix_server_at(handler, __VA_ARGS__, #handler, ASYNC_PLACE)
#define async_listen(...) async_listen_at(__VA_ARGS__, ASYNC_PLACE)
#define async_listen_unix(...) async_listen_unix_at(__VA_ARGS__, ASYNC_PLACE)
#define async_server_accept(...) async_server_accept_at(__VA_ARGS__, ASYNC_PLACE)
#define async_server_wait_closed(...) \
    async_server_wait_closed_at(__VA_ARGS__, ASYNC_PLACE)
#define async_server_shutdown(...) async_server_shutdown_at(__VA_ARGS__, ASYNC_PLACE)
#define async_server_serve_forever(...) \
    async_server_serve_forever_at(__VA_ARGS__, ASYNC_PLACE)

#endif
