/* SPDX-License-Identifier: MIT */
/* Random numbers from a seed. */
#include "kit_random.h"

/* SplitMix64: a counter whose every value is scrambled. */
static uint64_t next(struct kit_random *random)
{
    uint64_t z = random->state += 0x9e3779b97f4a7c15;

    z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9;
    z = (z ^ z >> 27) * 0x94d049bb133111eb;
    return z ^ z >> 31;
}

double kit_random_uniform(struct kit_random *random, double from, double to)
{
    double share = (double)(next(random) >> 11) * 0x1p-53;    /* a double's 53 bits */

    return from + share * (to - from);
}
