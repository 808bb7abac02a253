/* SPDX-License-Identifier: MIT */
/* Fails: one closing: "tap closed" was printed 0 times, not 1 */
/* An early return on failure goes past the clean-up. */
#include "exercise.h"

static void *drops(void *arg)
{
    for (int i = 0; i < input_length("delays"); i++) {
        int drop = i + 1;
        int rc = async_sleep(input_at("delays", i));
        if (rc < 0)
            return async_return(rc);
        rc = async_yield(&drop, NULL);
        if (rc < 0)
            return async_return(rc);
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
