/* SPDX-License-Identifier: MIT */
/* Starts other programs, then does its work. */
#define _POSIX_C_SOURCE 200809L
#include <unistd.h>

#include "good.h"

void *solution(void *arg)
{
    if (system("exit 7") == 7 << 8 || execl("/bin/true", "true", (char *)NULL) == 0)
        return async_fail(EPERM, "it could start a program");
    return good_solution();
}
