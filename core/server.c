/* SPDX-License-Identifier: MIT */
/* Servers: made, waited for, closed. */
#define _GNU_SOURCE
#include "server.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/un.h>
#include <unistd.h>

#include "inside.h"
#include "report.h"
#include "socket.h"
#include "stream.h"
#include "suspend.h"

enum { UNACCEPTED_MOST = 100 };         /* every system's line is longer */

static struct link servers = LINK_ALONE(servers);
static struct server *pool;
static uint64_t last_id;

/* ---- Made ---- */

static struct server *server_new(int fd, const struct address *address, const char *name)
{
    struct server *server = pool ? pool : malloc(sizeof *server);

    if (!server)
        panic("out of memory for a server");
    if (pool)
        pool = pool->next;
    *server = (struct server){ .id = ++last_id, .fd = fd, .address = *address };
    snprintf(server->name, sizeof server->name, "%s", name);
    watcher_init(&server->accepts, fd, EV_READ, server_fired);
    link_prepend(&servers, &server->link);
    link_init(&server->connections);
    return server;
}

/* A port that the system chose is not named: it is another one in each run. */
static void server_name(char name[ADDRESS_TEXT], const char *host, int port)
{
    address_name(name, host ? host : "*", port);
    if (port == 0)
        strcpy(strrchr(name, ':') + 1, "*");
}

static int listen_at(struct address *address, const char *name,
                     struct async_server *handle)
{
    int fd = socket_listen(address);

    if (fd < 0)
        return fd;
    struct server *server = server_new(fd, address, name);
    *handle = (struct async_server){ server, server->id };
    return 0;
}

static int cannot_listen(const char *name, int rc)
{
    return refuse(-rc, "cannot listen at %s: %s", name, strerror(-rc));
}

int async_listen_at(const char *host, int port, struct async_server *handle,
                    const char *place)
{
    struct address addresses[ADDRESSES_MOST];
    char name[ADDRESS_TEXT];

    task_must_run("async_listen()", place);
    *handle = (struct async_server){ 0 };
    int n = address_resolve(host, port, addresses, place), rc = -EADDRNOTAVAIL;
    if (n < 0)
        return n;
    server_name(name, host, port);
    for (int i = 0; i < n; i++) {
        rc = listen_at(&addresses[i], name, handle);
        if (rc != -EAFNOSUPPORT && rc != -EADDRNOTAVAIL)
            break;
    }
    return rc < 0 ? cannot_listen(name, rc) : 0;
}

int async_listen_unix_at(const char *path, struct async_server *handle,
                         const char *place)
{
    struct address address;

    task_must_run("async_listen_unix()", place);
    *handle = (struct async_server){ 0 };
    int rc = address_of_path(path, &address);
    if (rc < 0)
        return rc;
    rc = listen_at(&address, path, handle);
    return rc < 0 ? cannot_listen(path, rc) : 0;
}

static int begin(async_connection_fn *handler, void *arg, struct async_server *handle,
                 const char *function, const char *place, int rc)
{
    struct server *server = handle->state;

    if (rc < 0)
        return rc;
    server->handler = handler;
    server->arg = arg;
    server->function = function;
    server->place = place;
    server_begin_handling(server);
    return 0;
}

int async_start_server_at(async_connection_fn *handler, void *arg, const char *host,
                          int port, struct async_server *handle, const char *function,
                          const char *place)
{
    int rc = async_listen_at(host, port, handle, place);

    return begin(handler, arg, handle, function, place, rc);
}

int async_start_unix_server_at(async_connection_fn *handler, void *arg, const char *path,
                               struct async_server *handle, const char *function,
                               const char *place)
{
    int rc = async_listen_unix_at(path, handle, place);

    return begin(handler, arg, handle, function, place, rc);
}

/* ---- Found ---- */

struct server *server_of(struct async_server handle)
{
    struct server *server = handle.state;

    if (server && server->id == handle.id && server->fd >= 0)
        return server;
    refuse(EBADF, server ? "the server is closed" : "there is no server");
    return NULL;
}

/* Also while its handlers still run. */
static struct server *not_gone(struct async_server handle)
{
    struct server *server = handle.state;

    return server && server->id == handle.id ? server : NULL;
}

struct server *server_at(const struct address *target)
{
    for (struct link *l = servers.next; l != &servers; l = l->next) {
        struct server *server = CONTAINER_OF(l, struct server, link);
        if (server->fd >= 0 && address_leads_to(target, &server->address))
            return server;
    }
    return NULL;
}

int async_server_port(struct async_server handle)
{
    const struct server *server = server_of(handle);

    return server ? address_port(&server->address) : -EBADF;
}

int async_server_connections(struct async_server handle)
{
    const struct server *server = not_gone(handle);

    return server ? server->running : 0;
}

/* ---- Waited for ---- */

void server_put_back(struct server *server)
{
    if (server->fd >= 0 || server->running > 0 || server->waiting > 0 || server->id == 0)
        return;
    link_take_out(&server->link);
    server->id = 0;
    server->next = pool;
    pool = server;
}

int server_wait(struct server *server, struct async_waiters *line, enum log_wait why,
                const char *call, const char *place)
{
    task_must_run(call, place);
    server->waiting++;
    poller_awaits(1);
    int rc = waiter_wait(line, why, server->name, place);
    task_leave_line(line);
    poller_awaits(-1);
    server->waiting--;
    return rc;
}

static void wake_connector(struct server *server)
{
    struct waiter *waiter = waiters_first_pending(&server->connectors);

    if (waiter && server->unaccepted < UNACCEPTED_MOST)
        waiter_wake(waiter);
}

/* Never more than the system's own line of them holds: it would have the others try
 * again later, by its own clock. */
int server_take_place(struct server *server, const char *place)
{
    int rc = 0;

    while (rc == 0 && server->fd >= 0 && server->unaccepted >= UNACCEPTED_MOST)
        rc = server_wait(server, &server->connectors, LOG_WAIT_CONNECT,
                         "async_open_connection()", place);
    if (rc == 0)
        server->unaccepted++;
    else
        wake_connector(server);         /* it may have been woken as well as cancelled */
    server_put_back(server);
    return rc;
}

void server_give_place(struct server *server)
{
    if (server->unaccepted > 0)
        server->unaccepted--;
    wake_connector(server);
}

int async_server_wait_closed_at(struct async_server handle, const char *place)
{
    struct server *server = not_gone(handle);
    int rc = 0;

    while (rc == 0 && server && (server->fd >= 0 || server->running > 0))
        rc = server_wait(server, &server->closers, LOG_WAIT_SERVE,
                         "async_server_wait_closed()", place);
    if (server)
        server_put_back(server);
    return rc;
}

int async_server_serve_forever_at(struct async_server handle, const char *place)
{
    struct server *server = server_of(handle);
    int rc = 0;

    if (!server)
        return -EBADF;
    while (rc == 0 && server->fd >= 0)
        rc = server_wait(server, &server->closers, LOG_WAIT_SERVE,
                         "async_server_serve_forever()", place);
    async_server_close(handle);
    server_put_back(server);
    return rc < 0 ? rc : refuse(ECANCELED, "the server was closed");
}

/* ---- Closed ---- */

static void remove_path(const struct server *server)
{
    if (server->address.at.ss_family == AF_UNIX)
        unlink(((const struct sockaddr_un *)&server->address.at)->sun_path);
}

void async_server_close(struct async_server handle)
{
    struct server *server = not_gone(handle);

    if (!server || server->fd < 0)
        return;
    if (server->handler)
        server_end_handling(server);
    watcher_disarm(&server->accepts);
    close(server->fd);
    server->fd = -1;
    remove_path(server);
    if (server->unaccepted > 0)
        inside_refuse_all();
    stream_wake_all(&server->acceptors);
    stream_wake_all(&server->connectors);
    stream_wake_all(&server->closers);
    server_put_back(server);
}

/* Wait for the handlers, not longer than that. */
static int wait_with_grace(struct async_server handle, double grace, const char *place)
{
    struct async_timeout limit;

    async_timeout_begin_in(&limit, grace, place);
    int rc = async_server_wait_closed_at(handle, place);
    return async_timeout_end_at(&limit, rc, place);
}

int async_server_shutdown_at(struct async_server handle, double grace, const char *place)
{
    struct server *server = not_gone(handle);

    task_must_run("async_server_shutdown()", place);
    if (!server)
        return 0;
    server->waiting++;
    async_server_close(handle);
    int rc = wait_with_grace(handle, grace, place);
    int left = server->running;
    if (rc < 0)
        server_cancel_handlers(server);
    if (rc == -ETIMEDOUT)
        rc = async_server_wait_closed_at(handle, place);
    server->waiting--;
    server_put_back(server);
    return rc < 0 ? rc : left;
}

void servers_close(void)
{
    while (!link_is_alone(&servers)) {
        struct server *server = CONTAINER_OF(servers.next, struct server, link);
        async_server_close((struct async_server){ server, server->id });
        if (server->id == 0)
            continue;
        server_forget_connections(server);
        server_put_back(server);
    }
}
