/* SPDX-License-Identifier: MIT */
/* A semicolon is missing. */
#include "exercise.h"

void *solution(void *arg)
{
    printf("hello\n")
    return NULL;
}
