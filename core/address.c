/* SPDX-License-Identifier: MIT */
/* Addresses: made from numbers at once, from names by asking outside the loop. */
#define _GNU_SOURCE
#include "address.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdio.h>
#include <string.h>
#include <sys/un.h>

#include "async_stream.h"
#include "error.h"
#include "resolve.h"

/* ---- Made ---- */

int address_of_path(const char *path, struct address *address)
{
    struct sockaddr_un at = { .sun_family = AF_UNIX };
    size_t length = strlen(path);

    if (length == 0 || length >= sizeof at.sun_path)
        return refuse(length ? ENAMETOOLONG : EINVAL,
                      "'%s' cannot be a socket's path: it takes 1 to %zu bytes", path,
                      sizeof at.sun_path - 1);
    memcpy(at.sun_path, path, length + 1);
    memcpy(&address->at, &at, sizeof at);
    address->size = sizeof at;
    return 0;
}

static void set_v4(struct address *address, in_addr_t host, int port)
{
    struct sockaddr_in at = { .sin_family = AF_INET, .sin_port = htons((uint16_t)port) };

    at.sin_addr.s_addr = host;
    memcpy(&address->at, &at, sizeof at);
    address->size = sizeof at;
}

static void set_v6(struct address *address, const struct in6_addr *host, int port)
{
    struct sockaddr_in6 at = { .sin6_family = AF_INET6,
                               .sin6_port = htons((uint16_t)port) };

    at.sin6_addr = *host;
    memcpy(&address->at, &at, sizeof at);
    address->size = sizeof at;
}

static bool set_by_number(struct address *address, const char *host, int port)
{
    struct in6_addr six;
    struct in_addr four;

    if (inet_pton(AF_INET, host, &four) == 1)
        set_v4(address, four.s_addr, port);
    else if (inet_pton(AF_INET6, host, &six) == 1)
        set_v6(address, &six, port);
    else
        return false;
    return true;
}

int address_resolve(const char *host, int port, struct address *addresses,
                    const char *place)
{
    if (port < 0 || port > 65535)
        return refuse(EINVAL, "port %d is not between 0 and 65535", port);
    if (!host) {
        set_v6(&addresses[0], &in6addr_any, port);
        set_v4(&addresses[1], htonl(INADDR_ANY), port);
        return 2;
    }
    if (set_by_number(addresses, host, port))
        return 1;
    if (strcmp(host, "localhost") == 0) {
        set_v4(&addresses[0], htonl(INADDR_LOOPBACK), port);
        set_v6(&addresses[1], &in6addr_loopback, port);
        return 2;
    }
    return resolve(host, port, addresses, place);
}

/* ---- Asked ---- */

static const struct sockaddr_in *v4(const struct address *address)
{
    return (const struct sockaddr_in *)&address->at;
}

static const struct sockaddr_in6 *v6(const struct address *address)
{
    return (const struct sockaddr_in6 *)&address->at;
}

int address_port(const struct address *address)
{
    return address->at.ss_family == AF_INET ? ntohs(v4(address)->sin_port)
        : address->at.ss_family == AF_INET6 ? ntohs(v6(address)->sin6_port) : 0;
}

void address_name(char text[ADDRESS_TEXT], const char *host, int port)
{
    const char *format = strchr(host, ':') ? "[%.*s]:%d" : "%.*s:%d";

    snprintf(text, ADDRESS_TEXT, format, ADDRESS_TEXT - 16, host, port);
}

void address_text(char text[ADDRESS_TEXT], const struct address *address)
{
    char host[INET6_ADDRSTRLEN] = "";

    if (address->at.ss_family == AF_UNIX) {
        const struct sockaddr_un *at = (const struct sockaddr_un *)&address->at;
        bool named = address->size > sizeof at->sun_family;
        snprintf(text, ADDRESS_TEXT, "%.*s", ADDRESS_TEXT - 1, named ? at->sun_path : "");
        return;
    }
    if (address->at.ss_family == AF_INET)
        inet_ntop(AF_INET, &v4(address)->sin_addr, host, sizeof host);
    else
        inet_ntop(AF_INET6, &v6(address)->sin6_addr, host, sizeof host);
    address_name(text, host, address_port(address));
}

bool address_is_loopback(const struct address *address)
{
    if (address->at.ss_family == AF_INET)
        return ntohl(v4(address)->sin_addr.s_addr) >> 24 == 127;
    if (address->at.ss_family != AF_INET6)
        return address->at.ss_family == AF_UNIX;
    const struct in6_addr *host = &v6(address)->sin6_addr;
    return IN6_IS_ADDR_LOOPBACK(host) ||
           (IN6_IS_ADDR_V4MAPPED(host) && host->s6_addr[12] == 127);
}

static bool is_any(const struct address *address)
{
    return address->at.ss_family == AF_INET
        ? v4(address)->sin_addr.s_addr == htonl(INADDR_ANY)
        : IN6_IS_ADDR_UNSPECIFIED(&v6(address)->sin6_addr);
}

bool address_leads_to(const struct address *target, const struct address *listener)
{
    sa_family_t family = listener->at.ss_family;

    if (family == AF_UNIX)
        return target->at.ss_family == AF_UNIX &&
               strcmp(((const struct sockaddr_un *)&target->at)->sun_path,
                      ((const struct sockaddr_un *)&listener->at)->sun_path) == 0;
    if (target->at.ss_family == AF_UNIX || address_port(target) != address_port(listener))
        return false;
    if (is_any(listener))
        return address_is_loopback(target) || is_any(target);
    if (target->at.ss_family != family)
        return false;
    return family == AF_INET
        ? v4(target)->sin_addr.s_addr == v4(listener)->sin_addr.s_addr
        : IN6_ARE_ADDR_EQUAL(&v6(target)->sin6_addr, &v6(listener)->sin6_addr);
}
