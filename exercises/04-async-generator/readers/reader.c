/* SPDX-License-Identifier: MIT */
/* A dripping tap. */
#include "exercise.h"

/* The generator: a drop after each delay. */
static void *drops(void *arg)
{
    int rc = 0;

    for (int i = 0; i < input_length("delays"); i++) {
        int drop = i + 1;

        rc = async_sleep(input_at("delays", i));
        if (rc < 0)
            break;
        rc = async_yield(&drop, NULL);
        if (rc < 0)
            break;
    }
    printf("tap closed\n");
    return async_return(rc);
}

void *solution(void *arg)
{
    int glass = (int)input("glass"), got = 0, rc = 0;
    struct async_generator tap = async_generator("tap", drops, NULL);
    void *drop;

    while (got < glass && (rc = async_next(tap, &drop)) > 0) {
        printf("drop %d\n", *(int *)drop);
        got++;
        rc = async_sleep(input("sip"));
        if (rc < 0)
            break;
    }
    async_generator_close(tap);
    if (rc < 0)
        return async_return(rc);
    printf("glass with %d\n", got);
    return NULL;
}
