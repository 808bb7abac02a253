/* SPDX-License-Identifier: MIT */
/* What the files of the client share among themselves. */
#ifndef FETCH_INSIDE_H
#define FETCH_INSIDE_H

#include <curl/curl.h>
#include <stdbool.h>

#include "fetch.h"

struct fetch_transfer {
    CURL *easy;
    struct async_task over;         /* a future; done when the transfer is */
    bool done;
    bool has_head;                  /* all of it, up to the empty line */
    CURLcode result;
    char *bytes;
    size_t size;
    char why[CURL_ERROR_SIZE];
};

/* Note the transfers that are over, and complete their futures. */
void fetch_take_done(struct fetch_session *session);

/* libcurl's callbacks; `arg` is the session. */
int fetch_watch_socket(CURL *easy, curl_socket_t fd, int what, void *arg, void *known);
int fetch_set_timer(CURLM *multi, long ms, void *arg);
curl_socket_t fetch_open_socket(void *arg, curlsocktype purpose,
                                struct curl_sockaddr *address);
int fetch_close_socket(void *arg, curl_socket_t fd);

#endif
