/* SPDX-License-Identifier: MIT */
/* Writes where it must not. */
#include "exercise.h"

void *solution(void *arg)
{
    *(volatile int *)arg = 1;
    return NULL;
}
