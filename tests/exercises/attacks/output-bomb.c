/* SPDX-License-Identifier: MIT */
/* Prints without end. */
#include "exercise.h"

void *solution(void *arg)
{
    for (;;) {
        puts("all work and no play");
        fflush(stdout);
    }
}
