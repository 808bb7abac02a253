/* SPDX-License-Identifier: MIT */
/* A listening socket and the connections that its handler has.  Pooled like streams. */
#ifndef SERVER_H
#define SERVER_H

#include "address.h"
#include "alarm.h"
#include "async_stream.h"
#include "link.h"
#include "log.h"
#include "poller.h"
#include "ready.h"
#include "waiter.h"

struct server {
    uint64_t id;                        /* 0: closed, and no handler runs */
    int fd;                             /* -1: closed */
    struct address address;
    struct watcher accepts;
    bool fired;                         /* somebody has come */
    unsigned accepted;                  /* so far: the number of the last one */
    int unaccepted;                     /* of this process, connected but not accepted */
    struct async_waiters acceptors, connectors, closers;
    int waiting;                        /* calls: it is not used anew before they end */

    /* With a handler: */
    async_connection_fn *handler;
    void *arg;
    const char *function, *place;
    struct ready turn;
    bool queued;
    struct alarm pause;                 /* until it tries to accept again */
    struct link connections;            /* that its handler has, in order */
    int running;

    struct link link;                   /* all open ones */
    struct server *next;                /* in the pool */
    char name[ADDRESS_TEXT];
};

/* What is open behind a handle; NULL with -EBADF as the last failure. */
struct server *server_of(struct async_server handle);
/* The one of this process that a connection to the address comes to; or NULL. */
struct server *server_at(const struct address *target);
/* Before a connection from this process: wait while too many were not accepted, then
 * count this one. */
int server_take_place(struct server *server, const char *place);
/* It was accepted, or came to nothing. */
void server_give_place(struct server *server);
/* The next one who has come, as a stream: 0, or -errno; -EAGAIN: nobody. */
int server_take(struct server *server, struct async_stream *stream);
/* accept.c: a turn for those who have come. */
void server_fired(struct watcher *watcher);
void server_begin_handling(struct server *server);
void server_end_handling(struct server *server);
void server_cancel_handlers(struct server *server);
void server_forget_connections(struct server *server);
/* Wait in a line of its; server_put_back() must follow. */
int server_wait(struct server *server, struct async_waiters *line, enum log_wait why,
                const char *call, const char *place);
/* To be called when a reason to keep a closed one has gone. */
void server_put_back(struct server *server);

/* At the end of the loop. */
void servers_close(void);

#endif
