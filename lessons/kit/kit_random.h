/* SPDX-License-Identifier: MIT */
/* Random numbers that are the same in every run, on every machine: a lesson's
 * chances are drawn from a seed (SplitMix64). */
#ifndef KIT_RANDOM_H
#define KIT_RANDOM_H

#include <stdint.h>

struct kit_random { uint64_t state; };
#define KIT_RANDOM(seed) { (seed) }

/* From `from` up to, but not including, `to`; each as likely as the other. */
double kit_random_uniform(struct kit_random *random, double from, double to);

#endif
