/* SPDX-License-Identifier: MIT */
/* A few lines that the preprocessor makes endlessly many of. */
#include "exercise.h"

#define A 0, 0, 0, 0, 0, 0, 0, 0, 0, 0
#define B A, A, A, A, A, A, A, A, A, A
#define C B, B, B, B, B, B, B, B, B, B
#define D C, C, C, C, C, C, C, C, C, C
#define E D, D, D, D, D, D, D, D, D, D
#define F E, E, E, E, E, E, E, E, E, E
#define G F, F, F, F, F, F, F, F, F, F
#define H G, G, G, G, G, G, G, G, G, G

int x[] = { H, H, H, H };

void *solution(void *arg)
{
    return x;
}
