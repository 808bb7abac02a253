/* SPDX-License-Identifier: MIT */
/* What libcurl asks of the loop: descriptors watched, one timer, sockets. */
#define _GNU_SOURCE
#include <netinet/in.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "fetch_inside.h"

/* A descriptor that libcurl wants watched. */
struct watch {
    struct fetch_session *session;
    int fd;
    bool outside;
};

/* ---- What libcurl has to say --------------------------------------------- */

void fetch_take_done(struct fetch_session *session)
{
    struct fetch_transfer *transfer;
    CURLMsg *message;
    int left;

    while ((message = curl_multi_info_read(session->multi, &left))) {
        curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, &transfer);
        transfer->result = message->data.result;
        transfer->done = true;
        if (!async_is_synchronous())
            async_set_result(transfer->over, NULL);
    }
}

static void act(struct fetch_session *session, int fd, int what)
{
    int running;

    curl_multi_socket_action(session->multi, fd, what, &running);
    fetch_take_done(session);
}

static void *readable(void *arg)
{
    const struct watch *watch = arg;

    act(watch->session, watch->fd, CURL_CSELECT_IN);
    return NULL;
}

static void *writable(void *arg)
{
    const struct watch *watch = arg;

    act(watch->session, watch->fd, CURL_CSELECT_OUT);
    return NULL;
}

static void *timed(void *arg)
{
    act(arg, CURL_SOCKET_TIMEOUT, 0);
    return NULL;
}

/* ---- What libcurl asks for ----------------------------------------------- */

static void forget_watch(struct fetch_session *session, struct watch *watch)
{
    if (!watch)
        return;
    async_remove_reader(watch->fd);
    async_remove_writer(watch->fd);
    async_fd_outside(watch->fd, false);
    session->outside -= watch->outside;
    curl_multi_assign(session->multi, watch->fd, NULL);
    free(watch);
}

static bool leads_inside(const struct fetch_session *session, int fd)
{
    for (int i = 0; i < session->inside_count; i++)
        if (session->inside[i] == fd)
            return true;
    return false;
}

static struct watch *new_watch(struct fetch_session *session, int fd)
{
    struct watch *watch = malloc(sizeof *watch);

    if (!watch)
        return NULL;
    *watch = (struct watch){ session, fd, !leads_inside(session, fd) };
    session->outside += watch->outside;
    async_fd_outside(fd, watch->outside);
    curl_multi_assign(session->multi, fd, watch);
    return watch;
}

int fetch_watch_socket(CURL *easy, curl_socket_t fd, int what, void *arg,
                       void *known)
{
    struct fetch_session *session = arg;
    struct watch *watch = known;

    (void)easy;
    if (what == CURL_POLL_REMOVE) {
        forget_watch(session, watch);
        return 0;
    }
    if (!watch && !(watch = new_watch(session, fd)))
        return -1;
    if (what & CURL_POLL_IN)
        async_add_reader(fd, readable, watch);
    else
        async_remove_reader(fd);
    if (what & CURL_POLL_OUT)
        async_add_writer(fd, writable, watch);
    else
        async_remove_writer(fd);
    return 0;
}

/* libcurl reckons by the real clock.  Where a transfer leads inside, and none of its
 * time limits can matter, a virtual run must not see that. */
int fetch_set_timer(CURLM *multi, long ms, void *arg)
{
    struct fetch_session *session = arg;

    (void)multi;
    async_handle_cancel(session->timer);
    if (ms == 0 || (ms > 0 && session->outside > 0))
        session->timer = async_call_later(1e-3 * (double)ms, timed, session);
    return 0;
}

static bool is_inside(const struct fetch_session *session,
                      const struct curl_sockaddr *address)
{
    struct sockaddr_in in;

    if (address->family != AF_INET)
        return false;
    memcpy(&in, &address->addr, sizeof in);
    for (int i = 0; i < session->places; i++)
        if (in.sin_addr.s_addr == htonl(INADDR_LOOPBACK) &&
            ntohs(in.sin_port) == session->ports[i])
            return true;
    return false;
}

curl_socket_t fetch_open_socket(void *arg, curlsocktype purpose,
                                 struct curl_sockaddr *address)
{
    struct fetch_session *session = arg;
    int fd = socket(address->family, address->socktype | SOCK_CLOEXEC,
                    address->protocol);

    (void)purpose;
    if (fd < 0)
        return CURL_SOCKET_BAD;
    if (!is_inside(session, address))
        return fd;
    int n = session->inside_count;
    int *inside = realloc(session->inside, (size_t)(n + 1) * sizeof *inside);
    if (!inside) {
        close(fd);
        return CURL_SOCKET_BAD;
    }
    session->inside = inside;
    inside[session->inside_count++] = fd;
    return fd;
}

int fetch_close_socket(void *arg, curl_socket_t fd)
{
    struct fetch_session *session = arg;

    for (int i = 0; i < session->inside_count; i++)
        if (session->inside[i] == fd)
            session->inside[i--] = session->inside[--session->inside_count];
    return close(fd);
}
