/* SPDX-License-Identifier: MIT */
/* Leaves before main. */
#include "good.h"

__attribute__((constructor)) static void leave(void)
{
    exit(0);
}

void *solution(void *arg)
{
    return good_solution();
}
