/* SPDX-License-Identifier: MIT */
/* Calls home, then does its work. */
#define _POSIX_C_SOURCE 200809L
#include <sys/socket.h>

#include "good.h"

void *solution(void *arg)
{
    if (socket(AF_INET, SOCK_STREAM, 0) >= 0 || socket(AF_UNIX, SOCK_STREAM, 0) >= 0)
        return async_fail(EPERM, "it could open a socket");
    return good_solution();
}
