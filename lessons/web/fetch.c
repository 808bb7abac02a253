/* SPDX-License-Identifier: MIT */
/* libcurl and the loop: descriptors, one timer, and a future for each transfer. */
#define _GNU_SOURCE
#include "fetch.h"

#include <curl/curl.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>


enum { REDIRECTS = 10, POLL_MS = 5 };

struct transfer {
    CURL *easy;
    struct async_task over;         /* a future; done when the transfer is */
    bool done;
    CURLcode result;
    char *bytes;
    size_t size;
    char why[CURL_ERROR_SIZE];
};

/* A descriptor that libcurl wants watched. */
struct watch {
    struct fetch_session *session;
    int fd;
    bool outside;
};

static void (*meanwhile)(void);

void fetch_meanwhile(void (*serve)(void))
{
    meanwhile = serve;
}

/* ---- What libcurl has to say --------------------------------------------- */

static void take_what_is_done(struct fetch_session *session)
{
    struct transfer *transfer;
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
    take_what_is_done(session);
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

static int watch_socket(CURL *easy, curl_socket_t fd, int what, void *arg, void *known)
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
static int set_timer(CURLM *multi, long ms, void *arg)
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

static curl_socket_t open_socket(void *arg, curlsocktype purpose,
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

static int close_socket(void *arg, curl_socket_t fd)
{
    struct fetch_session *session = arg;

    for (int i = 0; i < session->inside_count; i++)
        if (session->inside[i] == fd)
            session->inside[i--] = session->inside[--session->inside_count];
    return close(fd);
}

/* ---- Sessions ------------------------------------------------------------ */

int fetch_open(struct fetch_session *session)
{
    *session = (struct fetch_session){ .multi = curl_multi_init() };
    if (!session->multi)
        return async_set_error(ENOMEM, "libcurl does not start");
    if (async_is_synchronous())         /* it is asked again and again: no callbacks */
        return 0;
    curl_multi_setopt(session->multi, CURLMOPT_SOCKETFUNCTION, watch_socket);
    curl_multi_setopt(session->multi, CURLMOPT_SOCKETDATA, session);
    curl_multi_setopt(session->multi, CURLMOPT_TIMERFUNCTION, set_timer);
    curl_multi_setopt(session->multi, CURLMOPT_TIMERDATA, session);
    return 0;
}

void fetch_close(struct fetch_session *session)
{
    curl_multi_cleanup(session->multi);
    async_handle_cancel(session->timer);
    curl_slist_free_all(session->hosts);
    free(session->inside);
    *session = (struct fetch_session){ 0 };
}

void fetch_place(struct fetch_session *session, const char *host, int port)
{
    char line[300];

    if (session->places == FETCH_PLACES)
        return;
    session->ports[session->places++] = port;
    snprintf(line, sizeof line, "%s::127.0.0.1:%d", host, port);
    session->hosts = curl_slist_append(session->hosts, line);
}

/* ---- One page ------------------------------------------------------------ */

static size_t take_bytes(char *bytes, size_t size, size_t n, void *arg)
{
    struct transfer *transfer = arg;
    char *grown = realloc(transfer->bytes, transfer->size + size * n + 1);

    if (!grown)
        return 0;
    memcpy(grown + transfer->size, bytes, size * n);
    transfer->bytes = grown;
    transfer->size += size * n;
    return size * n;
}

static CURL *new_easy(struct fetch_session *session, struct transfer *transfer,
                      const char *url)
{
    CURL *easy = curl_easy_init();

    if (!easy)
        return NULL;
    curl_easy_setopt(easy, CURLOPT_URL, url);
    curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 1L);
    curl_easy_setopt(easy, CURLOPT_MAXREDIRS, (long)REDIRECTS);
    curl_easy_setopt(easy, CURLOPT_ACCEPT_ENCODING, "");
    curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(easy, CURLOPT_PROXY, "");
    curl_easy_setopt(easy, CURLOPT_CONNECT_TO, session->hosts);
    curl_easy_setopt(easy, CURLOPT_OPENSOCKETFUNCTION, open_socket);
    curl_easy_setopt(easy, CURLOPT_OPENSOCKETDATA, session);
    curl_easy_setopt(easy, CURLOPT_CLOSESOCKETFUNCTION, close_socket);
    curl_easy_setopt(easy, CURLOPT_CLOSESOCKETDATA, session);
    curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, take_bytes);
    curl_easy_setopt(easy, CURLOPT_WRITEDATA, transfer);
    curl_easy_setopt(easy, CURLOPT_ERRORBUFFER, transfer->why);
    curl_easy_setopt(easy, CURLOPT_PRIVATE, transfer);
    return easy;
}

/* One after another: the thread waits for this page alone. */
static int wait_blocking(struct fetch_session *session, struct transfer *transfer)
{
    int running;

    while (!transfer->done) {
        curl_multi_perform(session->multi, &running);
        if (meanwhile)
            meanwhile();
        take_what_is_done(session);
        if (!transfer->done)
            curl_multi_poll(session->multi, NULL, 0, POLL_MS, NULL);
    }
    return 0;
}

static int transfer_page(struct fetch_session *session, struct transfer *transfer)
{
    if (curl_multi_add_handle(session->multi, transfer->easy) != CURLM_OK)
        return async_set_error(ENOMEM, "no memory for a transfer");
    int rc = async_is_synchronous() ? wait_blocking(session, transfer)
                                    : async_await(transfer->over, NULL);
    curl_multi_remove_handle(session->multi, transfer->easy);   /* closed if not done */
    return rc;
}

/* "www.example.com" or "127.0.0.1:8080". */
static void host_of(const char *url, char *host, size_t size)
{
    const char *begin = strstr(url, "://");

    begin = begin ? begin + 3 : url;
    snprintf(host, size, "%.*s", (int)strcspn(begin, "/?#"), begin);
}

static int why_not(const struct transfer *transfer, const char *url)
{
    const char *why = *transfer->why ? transfer->why
                                     : curl_easy_strerror(transfer->result);
    char host[200];

    host_of(url, host, sizeof host);
    switch (transfer->result) {
    case CURLE_OK:
        return 0;
    case CURLE_COULDNT_RESOLVE_HOST:
    case CURLE_COULDNT_CONNECT:
        return async_set_error(EHOSTUNREACH, "Cannot connect to host %s", host);
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_WEIRD_SERVER_REPLY:
    case CURLE_UNSUPPORTED_PROTOCOL:
    case CURLE_URL_MALFORMAT:
        return async_set_error(EPROTO, "%s: %s", host, why);
    default:
        return async_set_error(EIO, "%s: %s", host, why);
    }
}

static int fill_page(struct fetch_page *page, const struct transfer *transfer)
{
    const char *type = NULL;
    long status = 0;

    curl_easy_getinfo(transfer->easy, CURLINFO_CONTENT_TYPE, &type);
    curl_easy_getinfo(transfer->easy, CURLINFO_RESPONSE_CODE, &status);
    *page = (struct fetch_page){ .status = (int)status };
    snprintf(page->type, sizeof page->type, "%s", type ? type : "");
    page->text = decode_text(transfer->bytes ? transfer->bytes : "", transfer->size,
                             page->type, &page->bytes);
    if (!page->text)
        return async_set_error(EILSEQ, "the text is not in its encoding (%s)",
                               page->type);
    page->characters = decode_count(page->text, page->bytes);
    return 0;
}

int fetch_get(struct fetch_session *session, const char *url, struct fetch_page *page)
{
    struct transfer transfer = { .over = async_future(url) };
    int rc;

    transfer.easy = new_easy(session, &transfer, url);
    if (!transfer.easy)
        return async_set_error(ENOMEM, "no memory for a transfer");
    rc = transfer_page(session, &transfer);
    if (rc == 0)
        rc = why_not(&transfer, url);
    if (rc == 0)
        rc = fill_page(page, &transfer);
    curl_easy_cleanup(transfer.easy);
    free(transfer.bytes);
    return rc;
}

void fetch_free(struct fetch_page *page)
{
    free(page->text);
    page->text = NULL;
}
