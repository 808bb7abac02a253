/* SPDX-License-Identifier: MIT */
/* Closes everything that is open, then does its work. */
#define _DEFAULT_SOURCE
#include <unistd.h>

#include "good.h"

void *solution(void *arg)
{
    for (int fd = 0; fd < 256; fd++)
        close(fd);
    return good_solution();
}
