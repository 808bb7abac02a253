/* SPDX-License-Identifier: MIT */
/* Tries to shrink whatever it has open, then does its work. */
#define _DEFAULT_SOURCE
#include <unistd.h>

#include "good.h"

void *solution(void *arg)
{
    for (int fd = 3; fd < 256; fd++)
        if (ftruncate(fd, 0) == 0)
            return async_fail(EPERM, "something could be shrunk");
    return good_solution();
}
