/* SPDX-License-Identifier: MIT */
/* Fails: ends when told: the glass was full at 4.5 s, and the tap went on to 5.5 s */
/* What async_yield() returns is not looked at: the tap goes on when it is closed. */
#include "exercise.h"

static void *drops(void *arg)
{
    for (int i = 0; i < input_length("delays"); i++) {
        int drop = i + 1;
        async_sleep(input_at("delays", i));
        async_yield(&drop, NULL);
    }
    printf("tap closed\n");
    return NULL;
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
    async_generator_close(tap);
    printf("glass with %d\n", got);
    return async_return(rc);
}
