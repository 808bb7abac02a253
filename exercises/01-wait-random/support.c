/* SPDX-License-Identifier: MIT */
/* The die: a generator of random numbers small enough to be read (Lehmer's). */
#include "die.h"

#include <stdint.h>

static uint64_t state = 1;

void die_seed(int seed)
{
    state = ((uint64_t)(unsigned)seed * 2654435761u) % 2147483646u + 1;
}

int die_throw(void)
{
    state = state * 48271 % 2147483647;
    return (int)(state * 6 / 2147483647) + 1;
}
