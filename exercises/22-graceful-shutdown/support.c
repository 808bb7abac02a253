/* SPDX-License-Identifier: MIT */
/* The world outside: it sends the signal with which systems ask a program to end. */
#include <signal.h>

#include "exercise.h"

static void *send_signal(void *arg)
{
    raise(SIGTERM);
    return NULL;
}

void *exercise_program(void *arg)
{
    async_call_later(input("stop"), send_signal, NULL);
    if (input_exists("again"))
        async_call_later(input("again"), send_signal, NULL);
    return solution(arg);
}
