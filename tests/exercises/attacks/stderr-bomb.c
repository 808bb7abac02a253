/* SPDX-License-Identifier: MIT */
/* Complains without end. */
#include "exercise.h"

void *solution(void *arg)
{
    for (;;)
        fputs("all work and no play\n", stderr);
}
