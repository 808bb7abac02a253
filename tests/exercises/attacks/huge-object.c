/* SPDX-License-Identifier: MIT */
/* A few bytes of source, gigabytes of object. */
#include "exercise.h"

char filler[1000000000] = { 1 };

void *solution(void *arg)
{
    return filler;
}
