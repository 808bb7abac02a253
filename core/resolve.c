/* SPDX-License-Identifier: MIT */
/* Names of hosts, asked for by a thread of the pool. */
#define _GNU_SOURCE
#include "resolve.h"

#include <netdb.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>

#include "async_stream.h"
#include "async_thread.h"
#include "error.h"

/* The job's own copy: a question that nobody waits for any more leaves nothing. */
struct question {
    char host[NI_MAXHOST], service[8];
    int rc;                             /* as getaddrinfo() has it */
    int found;
    struct address addresses[ADDRESSES_MOST];
};

static void *ask(void *arg)
{
    struct question *question = arg;
    struct addrinfo hints = { .ai_socktype = SOCK_STREAM }, *list = NULL;

    question->rc = getaddrinfo(question->host, question->service, &hints, &list);
    for (struct addrinfo *entry = list; entry; entry = entry->ai_next) {
        struct address *address = &question->addresses[question->found];
        if (question->found == ADDRESSES_MOST || entry->ai_addrlen > sizeof address->at)
            break;
        memcpy(&address->at, entry->ai_addr, entry->ai_addrlen);
        address->size = entry->ai_addrlen;
        question->found++;
    }
    if (list)
        freeaddrinfo(list);
    return NULL;
}

int resolve(const char *host, int port, struct address *addresses, const char *place)
{
    struct question question = { 0 };

    if (strlen(host) >= sizeof question.host)
        return refuse(ASYNC_ERESOLVE, "cannot resolve a name of %zu bytes", strlen(host));
    strcpy(question.host, host);
    snprintf(question.service, sizeof question.service, "%d", port);
    int rc = async_to_thread_with_at(host, ask, &question, sizeof question, NULL, place);
    if (rc < 0)
        return rc;
    if (question.rc != 0)
        return refuse(ASYNC_ERESOLVE, "cannot resolve '%s': %s", host,
                      gai_strerror(question.rc));
    memcpy(addresses, question.addresses, sizeof question.addresses);
    return question.found;
}
