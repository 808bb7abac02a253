/* SPDX-License-Identifier: MIT */
/* How many descriptors this process has open. */
#define _POSIX_C_SOURCE 200809L
#include "descriptors.h"

#include <fcntl.h>
#include <unistd.h>

enum { LOOKED_AT = 1024 };              /* new ones take the lowest free number */

int descriptors_open(void)
{
    int n = 0;

    for (int fd = 0; fd < LOOKED_AT; fd++)
        n += fcntl(fd, F_GETFD) >= 0;
    return n;
}
