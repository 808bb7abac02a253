/* SPDX-License-Identifier: MIT */
/* Computes without end, in one scenario only. */
#include "good.h"

void *solution(void *arg)
{
    for (volatile int i = 0; input_exists("page.failures"); i++)
        ;
    return good_solution();
}
