/* SPDX-License-Identifier: MIT */
/* A die that is thrown by a seed: the same seed gives the same throws, everywhere. */
#ifndef DIE_H
#define DIE_H

void die_seed(int seed);
int die_throw(void);            /* 1 to 6 */

#endif
