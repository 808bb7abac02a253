/* SPDX-License-Identifier: MIT */
/* Sessions, and pages: a future for each transfer. */
#define _POSIX_C_SOURCE 200809L
#include <stdlib.h>
#include <string.h>

#include "fetch_inside.h"


enum { REDIRECTS = 10, POLL_MS = 5 };

static void (*meanwhile)(void);

void fetch_meanwhile(void (*serve)(void))
{
    meanwhile = serve;
}

/* ---- Sessions ------------------------------------------------------------ */

int fetch_open(struct fetch_session *session)
{
    *session = (struct fetch_session){ .multi = curl_multi_init() };
    if (!session->multi)
        return async_set_error(ENOMEM, "libcurl does not start");
    if (async_is_synchronous())         /* it is asked again and again: no callbacks */
        return 0;
    curl_multi_setopt(session->multi, CURLMOPT_SOCKETFUNCTION, fetch_watch_socket);
    curl_multi_setopt(session->multi, CURLMOPT_SOCKETDATA, session);
    curl_multi_setopt(session->multi, CURLMOPT_TIMERFUNCTION, fetch_set_timer);
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
    struct fetch_transfer *transfer = arg;
    char *grown = realloc(transfer->bytes, transfer->size + size * n + 1);

    if (!grown)
        return 0;
    memcpy(grown + transfer->size, bytes, size * n);
    transfer->bytes = grown;
    transfer->size += size * n;
    return size * n;
}

/* libcurl is content with half a head; we are not. */
static size_t take_head(char *line, size_t size, size_t n, void *arg)
{
    struct fetch_transfer *transfer = arg;

    transfer->has_head = size * n <= 2 && (*line == '\r' || *line == '\n');
    return size * n;
}

static CURL *new_easy(struct fetch_session *session, struct fetch_transfer *transfer,
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
    curl_easy_setopt(easy, CURLOPT_OPENSOCKETFUNCTION, fetch_open_socket);
    curl_easy_setopt(easy, CURLOPT_OPENSOCKETDATA, session);
    curl_easy_setopt(easy, CURLOPT_CLOSESOCKETFUNCTION, fetch_close_socket);
    curl_easy_setopt(easy, CURLOPT_CLOSESOCKETDATA, session);
    curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, take_bytes);
    curl_easy_setopt(easy, CURLOPT_WRITEDATA, transfer);
    curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, take_head);
    curl_easy_setopt(easy, CURLOPT_HEADERDATA, transfer);
    curl_easy_setopt(easy, CURLOPT_ERRORBUFFER, transfer->why);
    curl_easy_setopt(easy, CURLOPT_PRIVATE, transfer);
    return easy;
}

/* One after another: the thread waits for this page alone. */
static int wait_blocking(struct fetch_session *session, struct fetch_transfer *transfer)
{
    int running;

    while (!transfer->done) {
        curl_multi_perform(session->multi, &running);
        if (meanwhile)
            meanwhile();
        fetch_take_done(session);
        if (!transfer->done)
            curl_multi_poll(session->multi, NULL, 0, POLL_MS, NULL);
    }
    return 0;
}

static int transfer_page(struct fetch_session *session, struct fetch_transfer *transfer)
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

static int why_not(const struct fetch_transfer *transfer, const char *url)
{
    const char *why = *transfer->why ? transfer->why
                                     : curl_easy_strerror(transfer->result);
    char host[200];

    host_of(url, host, sizeof host);
    switch (transfer->result) {
    case CURLE_OK:
        return transfer->has_head ? 0
                                  : async_set_error(EIO, "%s: the answer broke off", host);
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

static int fill_page(struct fetch_page *page, const struct fetch_transfer *transfer)
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
    struct fetch_transfer transfer = { .over = async_future(url) };
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
