/* SPDX-License-Identifier: MIT */
/* libmicrohttpd and the loop: its one descriptor is watched, and when a request is
 * whole a task takes it. */
#define _GNU_SOURCE
#include "site.h"

#include <arpa/inet.h>
#include <errno.h>
#include <microhttpd.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "fetch.h"
#include "site_inside.h"

enum { CONNECTIONS = 20000, BODY_MOST = 1 << 20, BACKLOG = 1024 };

static struct site *pumped;         /* synchronous mode: served while a page is waited for */

/* ---- libmicrohttpd has its turn ------------------------------------------ */

static void *run_daemon(void *arg)
{
    struct site *site = arg;
    MHD_UNSIGNED_LONG_LONG ms;

    site->has_turn = false;
    MHD_run(site->daemon);
    if (MHD_get_timeout(site->daemon, &ms) == MHD_YES && ms == 0)
        site_run_soon(site);            /* not all that it knows of is done */
    return NULL;
}

void site_run_soon(struct site *site)
{
    if (site->has_turn || async_is_synchronous())
        return;
    site->has_turn = true;
    site->again = async_call_soon(run_daemon, site);
}

static void pump(void)
{
    if (pumped)
        MHD_run(pumped->daemon);
}

/* ---- From bytes to a request --------------------------------------------- */

static struct site_private *new_request(struct site *site, const char *method,
                                        const char *path,
                                        struct MHD_Connection *connection)
{
    struct site_private *private = calloc(1, sizeof *private);
    const char *host = MHD_lookup_connection_value(connection, MHD_HEADER_KIND, "Host");

    if (!private)
        return NULL;
    snprintf(private->host, sizeof private->host, "%.*s",
             host ? (int)strcspn(host, ":") : 0, host ? host : "");
    private->method = strdup(method);
    private->path = strdup(path);
    private->site = site;
    private->connection = connection;
    private->request = (struct site_request){
        private->method, private->path, private->host, "", 0, private };
    return private;
}

static bool take_body(struct site_private *private, const char *bytes, size_t size)
{
    char *grown = size + private->body_size > BODY_MOST ? NULL :
        realloc(private->body, private->body_size + size + 1);

    if (!grown)
        return false;
    memcpy(grown + private->body_size, bytes, size);
    private->body = grown;
    private->body_size += size;
    grown[private->body_size] = '\0';
    private->request.body = grown;
    private->request.body_size = private->body_size;
    return true;
}

static enum MHD_Result send_answer(struct site_private *private)
{
    struct MHD_Response *response = MHD_create_response_from_buffer(
        private->answer_size, private->answer ? private->answer : "",
        MHD_RESPMEM_MUST_COPY);

    MHD_add_response_header(response, "Content-Type", private->type);
    enum MHD_Result queued = MHD_queue_response(
        private->connection, (unsigned)private->status, response);
    MHD_destroy_response(response);
    return queued;
}

/* Called when the head is there, for each piece of the body, when it is whole, and
 * when the task has resumed the connection. */
static enum MHD_Result take_request(void *arg, struct MHD_Connection *connection,
                                    const char *path, const char *method,
                                    const char *version, const char *bytes,
                                    size_t *size, void **known)
{
    struct site_private *private = *known;

    (void)version;
    if (!private) {
        *known = new_request(arg, method, path, connection);
        return *known ? MHD_YES : MHD_NO;
    }
    if (*size > 0) {
        bool taken = take_body(private, bytes, *size);
        *size = 0;
        return taken ? MHD_YES : MHD_NO;
    }
    if (private->answered)
        return send_answer(private);
    if (!private->begun) {
        MHD_suspend_connection(connection);
        site_begin_task(private);
    }
    return MHD_YES;
}

/* The connection is done with the request, or gone. */
static void request_is_over(void *arg, struct MHD_Connection *connection, void **known,
                            enum MHD_RequestTerminationCode how)
{
    struct site_private *private = *known;

    (void)arg, (void)connection, (void)how;
    *known = NULL;
    if (private)
        site_forget(private);
}

/* ---- Starting and stopping ----------------------------------------------- */

static struct MHD_Daemon *start_daemon(struct site *site, int port)
{
    struct sockaddr_in address = { .sin_family = AF_INET, .sin_port = htons((uint16_t)port),
                                   .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };

    return MHD_start_daemon(
        MHD_USE_EPOLL | MHD_ALLOW_SUSPEND_RESUME, (uint16_t)port, NULL, NULL,
        take_request, site, MHD_OPTION_SOCK_ADDR, (struct sockaddr *)&address,
        MHD_OPTION_NOTIFY_COMPLETED, request_is_over, site,
        MHD_OPTION_CONNECTION_LIMIT, (unsigned)CONNECTIONS,
        MHD_OPTION_LISTEN_BACKLOG_SIZE, (unsigned)BACKLOG, MHD_OPTION_END);
}

static int info(const struct site *site, enum MHD_DaemonInfoType what)
{
    const union MHD_DaemonInfo *info = MHD_get_daemon_info(site->daemon, what);

    if (!info)
        return -1;
    return what == MHD_DAEMON_INFO_BIND_PORT ? info->port : info->epoll_fd;
}

int site_start(struct site **started, const struct site_page *pages, int port)
{
    struct site *site = calloc(1, sizeof *site);

    *started = NULL;
    if (!site)
        return async_set_error(ENOMEM, "no memory for a web server");
    site->pages = pages;
    errno = 0;
    site->daemon = start_daemon(site, port);
    if (!site->daemon) {
        int why = errno ? errno : EADDRINUSE;
        free(site);
        return async_set_error(why, "cannot serve on 127.0.0.1:%d: %s", port,
                               strerror(why));
    }
    *started = site;
    if (async_is_synchronous()) {
        pumped = site;
        fetch_meanwhile(pump);
        return 0;
    }
    return async_add_reader(info(site, MHD_DAEMON_INFO_EPOLL_FD), run_daemon, site);
}

int site_port(const struct site *site)
{
    return info(site, MHD_DAEMON_INFO_BIND_PORT);
}

int site_begun(const struct site *site)
{
    return site->begun;
}

int site_busy(const struct site *site)
{
    return site->busy;
}

int site_stop(struct site *site)
{
    int rc, listener = MHD_quiesce_daemon(site->daemon);

    if (listener >= 0)
        close(listener);
    rc = site_end_tasks(site);
    if (pumped == site)
        pumped = NULL;
    else
        async_remove_reader(info(site, MHD_DAEMON_INFO_EPOLL_FD));
    if (site->has_turn)
        async_handle_cancel(site->again);
    MHD_run(site->daemon);              /* what was resumed is told, and let go */
    MHD_stop_daemon(site->daemon);
    free(site);
    return rc;
}
