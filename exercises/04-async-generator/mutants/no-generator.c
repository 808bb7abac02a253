/* SPDX-License-Identifier: MIT */
/* Fails: in place: no generator was asked for a drop */
/* The same lines at the same times, from one loop: there is nothing to be closed. */
#include "exercise.h"

void *solution(void *arg)
{
    int got = 0;

    for (; got < input_length("delays") && got < (int)input("glass"); got++) {
        async_sleep(input_at("delays", got));
        printf("drop %d\n", got + 1);
        async_sleep(input("sip"));
    }
    printf("tap closed\n");
    printf("glass with %d\n", got);
    return NULL;
}
