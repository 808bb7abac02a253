/* SPDX-License-Identifier: MIT */
/* Brings its own main program. */
#include "good.h"

int main(void)
{
    printf("good: 3\n");
    return 0;
}

void *solution(void *arg)
{
    return good_solution();
}
