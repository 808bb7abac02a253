/* SPDX-License-Identifier: MIT */
/* What the files of the web server share among themselves. */
#ifndef SITE_INSIDE_H
#define SITE_INSIDE_H

#include <stdbool.h>

#include "site.h"

struct MHD_Connection;
struct MHD_Daemon;

struct site_private {               /* a request; of its task and its connection */
    struct site_request request;
    struct site *site;
    struct MHD_Connection *connection;  /* NULL: it is gone */
    char *method, *path, *body;
    char host[128];
    size_t body_size;
    bool begun, answered, ended;    /* its task was made; has answered; has ended */
    struct async_task task;
    int status;
    char *answer, type[64];
    size_t answer_size;
    struct site_private *next;      /* in site->requests, while its task lives */
};

struct site {
    struct MHD_Daemon *daemon;
    const struct site_page *pages;
    struct site_private *requests;
    int begun, busy;
    struct async_handle again;      /* libmicrohttpd's next turn */
    bool has_turn;
};

/* site.c: after a connection was resumed. */
void site_run_soon(struct site *site);

/* site_task.c: make the task of a request that is whole; the connection is suspended. */
void site_begin_task(struct site_private *private);
/* Its connection is gone: cancels the task, if it has not ended. */
void site_forget(struct site_private *private);
/* Cancel what is under way and wait for it. */
int site_end_tasks(struct site *site);

#endif
