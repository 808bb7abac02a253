/* SPDX-License-Identifier: MIT */
/* Forks without end. */
#define _DEFAULT_SOURCE
#include <unistd.h>

#include "good.h"

void *solution(void *arg)
{
    for (int i = 0; i < 100000; i++)
        if (fork() >= 0)
            return async_fail(EPERM, "it could fork");
    return good_solution();
}
