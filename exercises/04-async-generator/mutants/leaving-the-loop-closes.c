/* SPDX-License-Identifier: MIT */
/* Fails: closed in time: no line "glass with *" was printed after "tap closed" */
/* Leaving the loop is taken for closing the generator. */
#include "exercise.h"

static void *drops(void *arg)
{
    int rc = 0;

    for (int i = 0; rc == 0 && i < input_length("delays"); i++) {
        int drop = i + 1;
        rc = async_sleep(input_at("delays", i));
        if (rc == 0)
            rc = async_yield(&drop, NULL);
    }
    printf("tap closed\n");
    return async_return(rc);
}

void *solution(void *arg)
{
    int got = 0, rc = 0;
    struct async_generator tap = async_generator("tap", drops, NULL);
    void *drop;

    while (rc == 0 && got < (int)input("glass") && (rc = async_next(tap, &drop)) > 0) {
        printf("drop %d\n", *(int *)drop);
        got++;
        rc = async_sleep(input("sip"));
    }
    printf("glass with %d\n", got);
    return async_return(rc);
}
