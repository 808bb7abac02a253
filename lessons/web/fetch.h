/* SPDX-License-Identifier: MIT */
/* Pages by HTTP: libcurl's multi interface on the loop of this program.  libcurl says
 * which descriptors it wants watched and when it wants to be called; the loop does
 * both, and a task waits for its page like for anything else. */
#ifndef FETCH_H
#define FETCH_H

#include <stddef.h>

#include "async.h"
#include "decode.h"

/* What several fetches share: connections that stay open, names of hosts.  One scope:
 * fetch_open(), fetches, fetch_close() when none of them is under way. */
enum { FETCH_PLACES = 8 };

struct fetch_session {              /* private */
    void *multi;
    void *hosts;
    int ports[FETCH_PLACES], places;
    int *inside, inside_count;      /* sockets that lead to these */
    int outside;                    /* others that are watched */
    struct async_handle timer;
};

struct fetch_page {
    int status;                     /* 200, 404, ...: any answer is a success here */
    char *text;                     /* UTF-8, ends with a NUL; fetch_free() */
    size_t bytes;                   /* of text */
    size_t characters;
    char type[128];                 /* "text/html; charset=utf-8"; "" if none */
};

/* 0, or -ENOMEM. */
int fetch_open(struct fetch_session *session);
void fetch_close(struct fetch_session *session);
/* Take `host` (any port) to stand on 127.0.0.1:port, inside this process.  At most
 * FETCH_PLACES of them. */
void fetch_place(struct fetch_session *session, const char *host, int port);

/* GET url; follows up to ten redirects.  0 and *page; -ECANCELED: the transfer was
 * closed; -EHOSTUNREACH: no connection; -EPROTO: TLS, or no HTTP; -EILSEQ: the text is
 * not in the encoding that it says; -EIO: else.  Suspends. */
int fetch_get(struct fetch_session *session, const char *url, struct fetch_page *page);
void fetch_free(struct fetch_page *page);

/* In synchronous mode nothing else has a turn while a page is waited for.  So a site
 * that is served by this process gives a function that serves what has come. */
void fetch_meanwhile(void (*serve)(void));

#endif
