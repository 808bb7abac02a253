/* SPDX-License-Identifier: MIT */
/* What runs where the exercise has no program of its own: the learner's solution.
 * Both are weak: a support.c takes the one's place and need not have the other. */
#include "exercise.h"

#pragma weak exercise_program
#pragma weak solution

void *exercise_program(void *arg)
{
    return solution(arg);
}
