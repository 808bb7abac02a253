/* SPDX-License-Identifier: MIT */
/* A web server on the loop of this program: libmicrohttpd reads and writes HTTP, and
 * each request is a task.  While the task works its connection is suspended. */
#ifndef SITE_H
#define SITE_H

#include <jansson.h>
#include <stddef.h>

#include "async.h"

struct site_request {
    const char *method, *path;      /* "GET", "/data" */
    const char *host;               /* as the client calls it, without the port; or "" */
    const char *body;               /* ends with a NUL; "" if none */
    size_t body_size;
    struct site_private *private;
};

/* A page is a coroutine; its argument is the struct site_request.  It answers once.
 * One that fails, or does not answer, is told as status 500. */
struct site_page {
    const char *host;               /* NULL: any */
    const char *path;               /* NULL: every path that no page has */
    async_fn *page;
};

/* The answer (copied); both return 0, or -EBUSY where there is one. */
int site_answer(struct site_request *request, int status, const char *type,
                const char *text);
/* The same from a value, which is given away. */
int site_answer_json(struct site_request *request, int status, json_t *value);

struct site;
/* Serve these pages (the last has no `page`; the caller's until site_stop()) on
 * 127.0.0.1; port 0: a free one.  0 and *site, or -code with a text. */
int site_start(struct site **site, const struct site_page *pages, int port);
int site_port(const struct site *site);
/* Requests that were begun so far, and those under way. */
int site_begun(const struct site *site);
int site_busy(const struct site *site);
/* Take no more, cancel what is under way, wait for it, free everything.  Goes on to its
 * end even if cancelled, and says so then.  Suspends. */
int site_stop(struct site *site);

#endif
