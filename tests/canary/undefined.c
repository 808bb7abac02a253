/* SPDX-License-Identifier: MIT */
/* A canary: overflows a signed integer. */
#include <limits.h>

int main(void)
{
    volatile int largest = INT_MAX;

    largest = largest + 1;
    return 0;
}
